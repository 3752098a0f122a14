package miniredis;

import static yamanote.Async.async;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import yamanote.future.Future;

/** Reads an append-only file back into the database, before there are clients. */
final class Replay implements Session {
    private static final System.Logger LOG = System.getLogger("miniredis");
    private static final int CHUNK = 64 * 1024;

    private final Server server;
    private final Unread unread;
    private final Subscriber subscriber;
    private long commands;

    Replay(Server server) {
        this.server = server;
        this.unread = new Unread(new Unfinished(Long.MAX_VALUE), server.options().maxRequest());
        this.subscriber = new Subscriber(server.pubSub(), () -> {});
    }

    /**
     * Does again what {@code file} tells, and gives its size. A command that was being written when
     * the server was killed is cut off, as Redis does it ({@code aof-load-truncated}); anything
     * else that is no command fails.
     */
    Future<Long> of(LogFile file) {
        return async(() -> {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            long read = 0;
            for (int n = 0; n >= 0; read += Math.max(n, 0)) {
                chunk.clear();
                n = file.read(read, chunk).await();
                execute(chunk.flip(), read);
            }
            long whole = read - unread.size();
            if (whole < read) {
                LOG.log(
                        Level.WARNING,
                        "the append-only file ends within a command: cut from {0} to {1} bytes",
                        Long.toString(read),
                        Long.toString(whole));
                unread.release();
            }
            file.size(whole).await();
            LOG.log(Level.INFO, "replayed {0} commands", Long.toString(commands));
            return whole;
        });
    }

    private void execute(ByteBuffer bytes, long position) throws IOException {
        if (!bytes.hasRemaining()) {
            return;
        }
        synchronized (db()) {
            db().replaying(true);
            try {
                unread.append(bytes);
                while (unread.isArray() && unread.next() instanceof Command command) {
                    commands++;
                    if (server.commands().execute(command, this) != null || isError()) {
                        throw bad(position, "a command failed");
                    }
                    replies().clear();
                }
                if (!unread.isArray()) {
                    throw bad(position, "expected '*'");
                }
            } catch (ProtocolException e) {
                throw bad(position, String.valueOf(e.getMessage()));
            } finally {
                replies().clear();
                db().replaying(false);
            }
        }
    }

    private static IOException bad(long position, String why) {
        return new IOException("bad append-only file, behind byte " + position + ": " + why);
    }

    private boolean isError() {
        return replies().size() > 0 && replies().buffer().get(0) == '-';
    }

    @Override
    public Db db() {
        return server.db();
    }

    @Override
    public ServerInfo info() {
        return server;
    }

    @Override
    public long id() {
        return 0;
    }

    @Override
    public void closeAfterReply() {}

    @Override
    public Subscriber subscriber() {
        return subscriber;
    }
}
