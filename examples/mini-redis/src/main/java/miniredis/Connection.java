package miniredis;

import static yamanote.Async.async;
import static yamanote.Async.select;
import static yamanote.Async.selectBiased;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.future.Select2;
import yamanote.net.TcpStream;

/** One client: its bytes as commands, its replies as bytes. */
final class Connection implements Session, AutoCloseable {
    /** Replies of a pipeline are sent when this many bytes have gathered, at the latest. */
    private static final int FLUSH_AT = 64 * 1024;

    /** How much is read ahead of a client that is blocked, to see it go. */
    private static final int READ_AHEAD = 64 * 1024;

    /** Where the connection waits; a shutdown ends those that wait for the client. */
    private enum Waiting {
        FOR_REQUEST,
        FOR_ITEM,
        TO_WRITE
    }

    private final long id;
    private final TcpStream stream;
    private final Server server;
    private final Scratch scratch;
    private final Unread unread;
    private final Subscriber subscriber;
    private Waiting waiting = Waiting.FOR_REQUEST;
    private boolean closing;

    Connection(long id, TcpStream stream, Server server) {
        this.id = id;
        this.stream = stream;
        this.server = server;
        this.scratch = server.scratch();
        this.unread = new Unread(scratch, server.options().maxRequest());
        this.subscriber = new Subscriber(server.pubSub(), this::close);
    }

    /** Serves the client until it goes, says QUIT or sends what is no RESP. */
    Future<Void> serve() {
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
            } finally {
                replies().clear(); // what a failure has left is not for the next client
            }
        });
    }

    /** Waits for bytes; false when the client has closed its side. Cancel safe: nothing is lost. */
    private Future<Boolean> receive() {
        return async(() -> {
            waiting = Waiting.FOR_REQUEST;
            ByteBuffer in = scratch.fromSocket().clear();
            int read = stream.tryRead(in);
            while (read == 0) {
                stream.readable().await();
                read = stream.tryRead(in.clear());
            }
            if (read < 0) {
                return false;
            }
            unread.append(in.flip());
            return true;
        });
    }

    /** Executes every complete command that has arrived and sends the replies. */
    private Future<Void> answerAll() {
        return async(() -> {
            while (!closing && unread.next() instanceof Command command) {
                if (command.size() == 0) {
                    continue;
                }
                server.countCommand();
                Future<Void> answer = server.commands().execute(command, this);
                if (answer != null) {
                    unread.keep();
                    flush().await();
                    answerOrLeave(answer).await();
                }
                if (replies().size() >= FLUSH_AT) {
                    flush().await();
                }
            }
            flush().await();
        });
    }

    /**
     * Waits for {@code answer}, which is cancelled if the client goes away meanwhile. Biased: a
     * client that has gone takes no item with it, however both became known.
     */
    private Future<Void> answerOrLeave(Future<Void> answer) {
        return async(() -> {
            waiting = Waiting.FOR_ITEM;
            switch (selectBiased(clientGone(), answer).await()) {
                case Select2.First(var _) -> closing = true;
                case Select2.Second(var _) -> {}
            }
            waiting = Waiting.FOR_REQUEST;
        });
    }

    /** Ends when the client has closed its side; reads ahead a little to notice. */
    private Future<Void> clientGone() {
        return async(() -> {
            while (unread.size() < READ_AHEAD) {
                stream.readable().await();
                ByteBuffer in = scratch.fromSocket().clear();
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

    private Future<Void> push(PubSub.@Nullable Message first) {
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

    /** Sends the replies gathered: one write if the client reads. */
    private Future<Void> flush() {
        return async(() -> {
            ByteBuffer out = replies().buffer().flip();
            if (out.hasRemaining()) {
                stream.tryWrite(out);
            }
            if (!out.hasRemaining()) {
                replies().clear();
                return;
            }
            ByteBuffer rest = ByteBuffer.allocateDirect(out.remaining()).put(out).flip();
            replies().clear();
            unread.keep();
            waiting = Waiting.TO_WRITE;
            while (rest.hasRemaining()) {
                stream.writable().await();
                stream.tryWrite(rest);
            }
            waiting = Waiting.FOR_REQUEST;
        });
    }

    /** Ends the connection once replies in flight are sent. */
    void drain() {
        closing = true;
        if (waiting != Waiting.TO_WRITE) {
            stream.close();
        }
    }

    @Override
    public void close() {
        closing = true;
        subscriber.close();
        unread.release();
        stream.close();
    }

    /** Whether the client waits for somebody else's item. */
    boolean isBlocked() {
        return waiting == Waiting.FOR_ITEM;
    }

    /** Whether a part of a reply has still to be sent. */
    boolean isWriting() {
        return waiting == Waiting.TO_WRITE;
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
    public Replies replies() {
        return scratch.replies();
    }

    @Override
    public PubSub pubSub() {
        return server.pubSub();
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
