package yamanote.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.time.Sleep;

/**
 * A datagram to a socket whose queue may be full without that anybody is told when it has room:
 * tries again after a pause, longer each time.
 */
final class PatientSend<A extends SocketAddress> implements Future<@Nullable Void> {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(16);

    private final DatagramIo<A> io;
    private final ByteBuffer bytes;
    private final A target;
    private Duration nextPause = Duration.ofMillis(1);
    private @Nullable Sleep pause;
    private boolean ended;

    PatientSend(DatagramIo<A> io, ByteBuffer bytes, A target) {
        this.io = io;
        this.bytes = bytes;
        this.target = target;
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) throws IOException {
        if (ended) {
            throw new IllegalStateException("this operation has ended: make a new one");
        }
        if (cx.exhausted()) {
            return Poll.pending();
        }
        for (; ; ) {
            Sleep waits = pause;
            if (waits != null && waits.poll(cx).isPending()) {
                return Poll.pending();
            }
            pause = null;
            ended = true;
            if (io.send(io.registration.word(), bytes, target)) {
                cx.spend();
                return Poll.ready(null);
            }
            ended = false;
            pause = Sleep.of(nextPause);
            nextPause = longer(nextPause);
        }
    }

    private static Duration longer(Duration pause) {
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    }

    @Override
    public boolean cancel(Context cx) {
        ended = true;
        if (pause != null) {
            pause.cancel(cx);
            pause = null;
        }
        return true;
    }
}
