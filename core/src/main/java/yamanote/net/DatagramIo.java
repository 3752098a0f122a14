package yamanote.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.DatagramSource;
import yamanote.internal.reactor.Messages;
import yamanote.internal.reactor.NativeDatagramSource;
import yamanote.internal.reactor.NativeOnly;
import yamanote.internal.reactor.Readiness;
import yamanote.internal.reactor.Registration;

/**
 * The calls of a datagram socket, each made at once: one that would block takes back the readiness
 * that {@code seen} tells of.
 */
final class DatagramIo<A extends SocketAddress> {
    static final int WOULD_BLOCK = DatagramSource.WOULD_BLOCK;

    final DatagramSource<A> source;
    final Registration registration;

    DatagramIo(DatagramSource<A> source) {
        this.source = source;
        this.registration = source.registration();
    }

    /** The source, if it can do {@code what}; NIO's cannot. */
    NativeDatagramSource<A> nativeSource(String what) {
        if (source instanceof NativeDatagramSource<A> able) {
            return able;
        }
        throw NativeOnly.refuse(what);
    }

    int receive(int seen, ByteBuffer target, boolean peek) throws IOException {
        try {
            return read(seen, source.receive(target, peek));
        } catch (ClosedChannelException e) {
            throw new SocketClosedException(registration);
        }
    }

    @Nullable A receiveFrom(int seen, ByteBuffer target, boolean peek) throws IOException {
        try {
            A sender = source.receiveFrom(target, peek);
            read(seen, sender == null ? WOULD_BLOCK : 0);
            return sender;
        } catch (ClosedChannelException e) {
            throw new SocketClosedException(registration);
        }
    }

    int receiveMany(int seen, Messages<A> messages) throws IOException {
        try {
            return read(seen, nativeSource("receiveMany").receiveMany(messages));
        } catch (ClosedChannelException e) {
            throw new SocketClosedException(registration);
        }
    }

    private int read(int seen, int outcome) {
        if (outcome == WOULD_BLOCK) {
            registration.clear(seen, Readiness.READABLE);
        }
        return outcome;
    }

    boolean send(int seen, ByteBuffer bytes, @Nullable A target) throws IOException {
        try {
            boolean sent = source.send(bytes, target);
            if (target == null || source.tellsOfTargets()) {
                written(seen, sent ? 0 : WOULD_BLOCK);
            }
            return sent;
        } catch (ClosedChannelException e) {
            throw new SocketClosedException(registration);
        }
    }

    int sendMany(int seen, Messages<A> messages, int first, int count) throws IOException {
        try {
            return written(seen, nativeSource("sendMany").sendMany(messages, first, count));
        } catch (ClosedChannelException e) {
            throw new SocketClosedException(registration);
        }
    }

    private int written(int seen, int outcome) {
        if (outcome == WOULD_BLOCK) {
            registration.clear(seen, Readiness.WRITABLE);
        }
        return outcome;
    }
}
