package yamanote.net;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.internal.reactor.DatagramSource;
import yamanote.internal.reactor.NativeDatagramSource;

/**
 * What every datagram socket can do: send and receive datagrams, each as a whole.
 *
 * <p>A datagram is sent as a whole or not at all; of one that is received, what has no room in the
 * buffer is dropped. It may have no bytes. Any number of tasks may send and receive on one socket
 * at the same time; of those that wait to receive, all are woken and one of them gets the datagram.
 * {@link #close} frees the descriptor at the reactor's next turn and ends every operation that
 * waits with {@link SocketClosedException}. Another {@link IOException} ends that operation and not
 * the socket.
 *
 * <p>All operations are cancel safe: a datagram is taken, or sent, only by the poll that is ready.
 * Each spends one unit of the task's budget; the {@code try} forms spend none and never wait.
 *
 * @param <A> its addresses
 */
public abstract sealed class DatagramEndpoint<A extends SocketAddress> implements Owned
        permits UdpSocket, UnixDatagram {
    private final DatagramIo<A> io;
    private final Future<@Nullable Void> readable;
    private final Future<@Nullable Void> writable;

    DatagramEndpoint(DatagramSource<A> source) {
        io = new DatagramIo<>(source);
        readable = new ReadableFuture(io.registration);
        writable = new WritableFuture(io.registration);
    }

    final DatagramIo<A> io() {
        return io;
    }

    final DatagramSource<A> source() {
        return io.source;
    }

    final <T extends @Nullable Object> Future<T> receiving(DatagramFuture.Attempt<T> attempt) {
        return new DatagramFuture<>(io.registration, false, attempt);
    }

    final <T extends @Nullable Object> Future<T> sending(DatagramFuture.Attempt<T> attempt) {
        return new DatagramFuture<>(io.registration, true, attempt);
    }

    static Poll<Integer> counted(int outcome) {
        return outcome == DatagramIo.WOULD_BLOCK ? Poll.pending() : Poll.ready(outcome);
    }

    /**
     * Waits until receiving is worth trying: a datagram, or an error. It may be spurious. The same
     * future each time, which may be awaited again after it has ended; allocates nothing.
     *
     * <p>Cancel safe.
     */
    @CancelSafety(NOTHING_LOST)
    public final Future<@Nullable Void> readable() {
        return readable;
    }

    /** Waits until sending is worth trying; otherwise as {@link #readable}. */
    @CancelSafety(NOTHING_LOST)
    public final Future<@Nullable Void> writable() {
        return writable;
    }

    /**
     * The next datagram, whoever sent it: how many of its bytes were put into {@code target}.
     * Cancel safe. Mirrors {@code recv}.
     */
    @CancelSafety(NOTHING_LOST)
    public final Future<Integer> receive(ByteBuffer target) {
        return receiving(seen -> counted(io.receive(seen, target, false)));
    }

    /** As {@link #receive}; at once, or -1 if nothing is there. */
    public final int tryReceive(ByteBuffer target) throws IOException {
        int seen = io.registration.seenReadable();
        return seen == 0 ? DatagramIo.WOULD_BLOCK : io.receive(seen, target, false);
    }

    /** The next datagram and who sent it. Cancel safe. Mirrors {@code recv_from}. */
    @CancelSafety(NOTHING_LOST)
    public final Future<Received<A>> receiveFrom(ByteBuffer target) {
        return receivingFrom(target, false);
    }

    private Future<Received<A>> receivingFrom(ByteBuffer target, boolean peek) {
        return receiving(seen -> {
            int before = target.position();
            A sender = io.receiveFrom(seen, target, peek);
            return sender == null
                    ? Poll.pending()
                    : Poll.ready(new Received<>(target.position() - before, sender));
        });
    }

    /**
     * As {@link #receiveFrom}, at once: the sender, or null if nothing is there; the position of
     * {@code target} tells how many bytes. With the epoll driver it allocates nothing as long as
     * the sender stays the same, which is then the same object.
     */
    public final @Nullable A tryReceiveFrom(ByteBuffer target) throws IOException {
        int seen = io.registration.seenReadable();
        return seen == 0 ? null : io.receiveFrom(seen, target, false);
    }

    /**
     * As {@link #receive}, and the datagram stays to be received. With the epoll driver only.
     * Cancel safe. Mirrors {@code peek}.
     *
     * @throws UnsupportedOperationException at once, with the NIO driver
     */
    @CancelSafety(NOTHING_LOST)
    public final Future<Integer> peek(ByteBuffer target) {
        NativeDatagramSource<A> _ = io.nativeSource("peek");
        return receiving(seen -> counted(io.receive(seen, target, true)));
    }

    /**
     * As {@link #peek}, with the sender; if {@code target} has no room, nothing but the sender.
     * Cancel safe. Mirrors {@code peek_from} and {@code peek_sender}.
     *
     * @throws UnsupportedOperationException at once, with the NIO driver
     */
    @CancelSafety(NOTHING_LOST)
    public final Future<Received<A>> peekFrom(ByteBuffer target) {
        NativeDatagramSource<A> _ = io.nativeSource("peek");
        return receivingFrom(target, true);
    }

    /**
     * Sends what remains in {@code source} as one datagram to where this socket is connected.
     * Cancel safe: sent, and the buffer at its limit, only if it is ready. Mirrors {@code send}.
     *
     * @return a future that throws {@link java.nio.channels.NotYetConnectedException} without a
     *     connection
     */
    @CancelSafety(NOTHING_LOST)
    public final Future<@Nullable Void> send(ByteBuffer source) {
        return sendingOne(source, null);
    }

    @SuppressWarnings("NullAway") // sees Poll<T> as the lambda's type
    private Future<@Nullable Void> sendingOne(ByteBuffer source, @Nullable A target) {
        return sending(seen -> done(io.send(seen, source, target)));
    }

    private static Poll<@Nullable Void> done(boolean sent) {
        return sent ? Poll.ready(null) : Poll.pending();
    }

    /** As {@link #send}, at once: false if the socket takes nothing now. */
    public final boolean trySend(ByteBuffer source) throws IOException {
        int seen = io.registration.seenWritable();
        return seen != 0 && io.send(seen, source, null);
    }

    /**
     * Sends what remains in {@code source} as one datagram to {@code target}. Cancel safe: sent,
     * and the buffer at its limit, only if it is ready. Mirrors {@code send_to}.
     */
    @CancelSafety(NOTHING_LOST)
    public final Future<@Nullable Void> sendTo(ByteBuffer source, A target) {
        return io.source.tellsOfTargets()
                ? sendingOne(source, target)
                : new PatientSend<>(io, source, target);
    }

    /** As {@link #sendTo}, at once: false if the socket, or the target, takes nothing now. */
    public final boolean trySendTo(ByteBuffer source, A target) throws IOException {
        int seen = io.registration.seenWritable();
        return seen != 0 && io.send(seen, source, target);
    }

    /**
     * From now on {@link #send} sends to {@code peer}, and only what it sends is received. Does not
     * wait. May be called again. What had come from others before may still be received.
     *
     * @throws java.net.ConnectException if there is no such socket, where the system knows that
     */
    public final void connect(A peer) throws IOException {
        try {
            io.source.connect(peer);
        } catch (ClosedChannelException e) {
            throw new SocketClosedException(io.registration);
        }
    }

    /** Takes {@link #connect} back; the local address stays. */
    public final void disconnect() throws IOException {
        try {
            io.source.disconnect();
        } catch (ClosedChannelException e) {
            throw new SocketClosedException(io.registration);
        }
    }

    /** The address of this side. */
    public final A localAddress() throws IOException {
        return io.source.local();
    }

    /**
     * Where this socket is connected to.
     *
     * @throws java.nio.channels.NotYetConnectedException if it is not
     */
    public final A peerAddress() throws IOException {
        return io.source.peer();
    }

    @Override
    public final void close() {
        io.registration.close();
    }

    @Override
    public String toString() {
        try {
            return getClass().getSimpleName() + "[" + io.source.local() + "]";
        } catch (IOException e) {
            return getClass().getSimpleName() + "[closed]";
        }
    }
}
