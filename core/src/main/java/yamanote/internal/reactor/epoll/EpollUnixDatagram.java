package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.List;
import yamanote.internal.reactor.DatagramSource;
import yamanote.internal.reactor.UnixName;
import yamanote.internal.reactor.UnixNames;

/** A datagram socket of the Unix family. */
final class EpollUnixDatagram<A extends SocketAddress> extends EpollDatagram<A> {
    private final UnixNames<A> names;

    private EpollUnixDatagram(EpollPoller poller, int number, UnixNames<A> names) {
        super(poller, number);
        this.names = names;
    }

    static <A extends SocketAddress> DatagramSource<A> open(EpollPoller poller, UnixNames<A> names)
            throws IOException {
        var socket = new EpollUnixDatagram<>(poller, socket(UnixAddr.UNIX), names);
        socket.open();
        return socket;
    }

    static <A extends SocketAddress> List<DatagramSource<A>> openPair(
            EpollPoller poller, UnixNames<A> names) throws IOException {
        long numbers = socketPair();
        var first = new EpollUnixDatagram<>(poller, (int) numbers, names);
        var second = new EpollUnixDatagram<>(poller, (int) (numbers >>> Integer.SIZE), names);
        try {
            first.open();
            second.open();
        } catch (IOException | RuntimeException e) {
            first.close();
            second.close();
            throw e;
        }
        return List.of(first, second);
    }

    /** Two descriptors, one in each half. */
    private static long socketPair() throws SocketException {
        Scratch scratch = Scratch.take();
        try {
            int result =
                    SocketPair.socketpair(
                            scratch.state, UnixAddr.UNIX, DGRAM | FLAGS, 0, scratch.structure);
            if (result < 0) {
                throw Errno.failure(result);
            }
            long second = scratch.structure.get(JAVA_INT, Integer.BYTES);
            return second << Integer.SIZE | scratch.structure.get(JAVA_INT, 0);
        } finally {
            scratch.give();
        }
    }

    @Override
    int write(MemorySegment to, A address) throws SocketException {
        return UnixAddr.write(to, names.name(address).bytes());
    }

    @Override
    A read(MemorySegment from, int size) {
        return names.address(UnixName.of(UnixAddr.read(from, size)));
    }

    @Override
    SocketException refused(String message) {
        return new ConnectException(message);
    }

    /** What the buffers of both sockets say. */
    @Override
    int largest() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean tellsOfTargets() {
        return false;
    }
}
