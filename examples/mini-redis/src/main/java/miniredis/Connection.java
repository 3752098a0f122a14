package miniredis;

import static yamanote.Async.async;
import static yamanote.Async.select;
import static yamanote.Async.selectBiased;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.future.Select2;

/** One client: its bytes as commands, its replies as bytes. */
final class Connection implements Session, AutoCloseable {
    /** Replies of a pipeline are sent when this many bytes have gathered, at the latest. */
    private static final int FLUSH_AT = 64 * 1024;

    /** How much is read ahead of a client that is blocked, to see it go. */
    private static final int READ_AHEAD = 64 * 1024;

    /** What the connection does; a shutdown ends those at once that wait for others. */
    private enum State {
        AWAITING_REQUEST,
        AWAITING_ITEM,
        EXECUTING,
        WRITING
    }

    private final long id;
    private final ByteStream stream;
    private final Server server;
    private final Unread unread;
    private final Subscriber subscriber;

    /** The connection sets this, then reads {@link #closing}; a shutdown the other way round. */
    private volatile State state = State.AWAITING_REQUEST;

    private volatile boolean closing;

    /** Replies wait until the changes before this position of the journal are settled. */
    private long seen;

    /** Whether the replies gathered tell of changes by this client. */
    private boolean changed;

    /** What the command executed last has still to wait for. */
    private @Nullable Future<@Nullable Void> unanswered;

    Connection(long id, ByteStream stream, Server server) {
        this.id = id;
        this.stream = stream;
        this.server = server;
        this.unread = new Unread(server.unfinished(), server.options().maxRequest());
        this.subscriber = new Subscriber(server.pubSub(), this::disconnect);
    }

    /** Serves the client until it goes, says QUIT or sends what is no RESP. */
    Future<@Nullable Void> serve() {
        return async(() -> {
            try {
                while (!closing) {
                    if (!subscriber.isActive()) {
                        if (!receive().await()) {
                            return;
                        }
                        answerAll().await();
                    } else {
                        switch (select(receive(), subscriber.next()).await()) {
                            case Select2.First(var more) -> {
                                if (!more) {
                                    return;
                                }
                                answerAll().await();
                            }
                            case Select2.Second(var message) -> push(message).await();
                        }
                    }
                }
            } catch (ProtocolException e) {
                replies().error(String.valueOf(e.getMessage()));
                flush().await();
            } catch (AppendOnlyFile.LogException e) {
                changed = false; // instead of replies that may not go out
                replies().error(String.valueOf(e.getMessage()));
                flush().await();
            } finally {
                replies().clear(); // what a failure has left is not for the next client
            }
        });
    }

    /** Waits for bytes; false when the client has closed its side. Cancel safe: nothing is lost. */
    private Future<Boolean> receive() {
        return async(() -> {
            state = State.AWAITING_REQUEST;
            if (closing) {
                return false;
            }
            ByteBuffer in = Scratch.here().fromSocket().clear();
            int read = stream.tryRead(in);
            while (read == 0) {
                stream.readable().await();
                in = Scratch.here().fromSocket().clear();
                read = stream.tryRead(in);
            }
            if (read < 0) {
                return false;
            }
            unread.append(in.flip());
            return true;
        });
    }

    /** Executes every complete command that has arrived and sends the replies. */
    private Future<@Nullable Void> answerAll() {
        return async(() -> {
            boolean more = true;
            while (more) {
                more = execute();
                flush().await();
                if (unanswered instanceof Future<@Nullable Void> answer) {
                    unanswered = null;
                    answerOrLeave(answer).await();
                }
            }
        });
    }

    /**
     * Executes what has arrived, up to a command that waits for others or until the replies fill
     * their buffer; false if nothing is left.
     */
    private boolean execute() throws ProtocolException {
        synchronized (db()) {
            state = State.EXECUTING;
            Replies replies = replies();
            long before = db().journal().position();
            try {
                while (!closing && unread.next() instanceof Command command) {
                    if (command.size() == 0) {
                        continue;
                    }
                    server.countCommand();
                    unanswered = server.commands().execute(command, this);
                    if (unanswered != null) {
                        unread.keep();
                        return true;
                    }
                    if (replies.size() >= FLUSH_AT) {
                        return true;
                    }
                }
                return false;
            } finally {
                seen = db().journal().position();
                changed |= seen != before;
            }
        }
    }

    /**
     * Waits for {@code answer}, which is cancelled if the client goes away meanwhile. Biased: a
     * client that has gone takes no item with it, however both became known.
     */
    private Future<@Nullable Void> answerOrLeave(Future<@Nullable Void> answer) {
        return async(() -> {
            state = State.AWAITING_ITEM;
            if (closing) {
                return;
            }
            switch (selectBiased(clientGone(), answer).await()) {
                case Select2.First(var _) -> closing = true;
                case Select2.Second(var _) -> changed = true;
            }
            state = State.EXECUTING;
        });
    }

    /** Ends when the client has closed its side; reads ahead a little to notice. */
    private Future<@Nullable Void> clientGone() {
        return async(() -> {
            while (unread.size() < READ_AHEAD) {
                stream.readable().await();
                ByteBuffer in = Scratch.here().fromSocket().clear();
                int read = stream.tryRead(in);
                if (read < 0) {
                    return;
                }
                unread.append(in.flip());
                unread.keep();
            }
            Futures.pending().await();
        });
    }

    private Future<@Nullable Void> push(PubSub.@Nullable Message first) {
        return async(() -> {
            for (var message = first; message != null; message = subscriber.nextNow()) {
                message.writeTo(replies());
                if (replies().size() >= FLUSH_AT) {
                    flush().await();
                }
            }
            flush().await();
        });
    }

    /**
     * Sends the replies gathered, as soon as the changes that they tell of are settled: one write
     * if the client reads.
     */
    private Future<@Nullable Void> flush() {
        return async(() -> {
            Replies replies = replies();
            ByteBuffer out = replies.buffer().flip();
            boolean settled = server.isSettled(seen);
            if (settled && out.hasRemaining()) {
                stream.tryWrite(out);
            }
            if (!out.hasRemaining()) {
                replies.clear();
                changed = false;
                return;
            }
            ByteBuffer rest =
                    (settled
                                    ? ByteBuffer.allocateDirect(out.remaining())
                                    : ByteBuffer.allocate(out.remaining()))
                            .put(out)
                            .flip();
            replies.clear();
            unread.keep();
            state = State.WRITING;
            if (!settled) {
                settle().await();
            }
            changed = false;
            stream.writeAll(rest).await();
            state = State.EXECUTING;
        });
    }

    /** If nothing can be written, clients that change nothing are served all the same. */
    private Future<@Nullable Void> settle() {
        return async(() -> {
            try {
                server.settled(seen).await();
            } catch (AppendOnlyFile.LogException e) {
                if (changed) {
                    throw e;
                }
            }
        });
    }

    /** Ends the connection once replies in flight are sent; from any thread, under the lock. */
    void drain() {
        closing = true;
        if (state == State.AWAITING_REQUEST || state == State.AWAITING_ITEM) {
            stream.close();
        }
    }

    /** Ends the connection, from any thread; its own task then cleans up. */
    void disconnect() {
        closing = true;
        stream.close();
    }

    @Override
    public void close() {
        disconnect();
        unread.release();
        synchronized (db()) {
            subscriber.close();
            server.leave(this);
        }
    }

    /** Whether a part of a reply has still to be sent. */
    boolean isWriting() {
        return state == State.WRITING;
    }

    @Override
    public long id() {
        return id;
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
    public Subscriber subscriber() {
        return subscriber;
    }

    @Override
    public void closeAfterReply() {
        closing = true;
    }
}
