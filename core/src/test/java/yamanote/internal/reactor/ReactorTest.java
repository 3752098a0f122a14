package yamanote.internal.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The waking of a reactor, on a poller that only writes down what it is asked to do. */
class ReactorTest {
    private static final long FOR_EVER = -1;

    private final List<String> calls = new ArrayList<>();
    private Runnable duringPoll = () -> {};

    private final class FakePoller implements Poller {
        @Override
        public int poll(long timeoutNanos) {
            calls.add("poll " + timeoutNanos);
            duringPoll.run();
            return 0;
        }

        @Override
        public void interrupt() {
            calls.add("interrupt");
        }

        @Override
        public StreamSource openStream(ProtocolFamily family) throws IOException {
            throw new IOException("no sockets here");
        }

        @Override
        public SocketSource openSocket(ProtocolFamily family) throws IOException {
            throw new IOException("no sockets here");
        }

        @Override
        public ListenerSource openListener(SocketAddress address, int backlog) throws IOException {
            throw new IOException("no sockets here");
        }

        @Override
        public String name() {
            return "none";
        }

        @Override
        public int registered() {
            return 0;
        }

        @Override
        public long dispatched() {
            return 0;
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    private Reactor open() throws IOException {
        return Reactor.open(wake -> new FakePoller());
    }

    /** Pitfall 3. */
    @Test
    void ofManyWakeUpsDuringAWaitOneReachesTheSystem() throws IOException {
        Reactor reactor = open();
        duringPoll =
                () -> {
                    for (int i = 0; i < 100; i++) {
                        reactor.wakeUp();
                    }
                };
        reactor.turn(FOR_EVER);
        assertThat(calls).containsExactly("poll -1", "interrupt");
    }

    @Test
    void aWakeUpBeforeATurnMakesItNotWaitAndNeedsNoInterrupt() throws IOException {
        Reactor reactor = open();
        reactor.wakeUp();
        reactor.wakeUp();
        reactor.turn(FOR_EVER);
        reactor.turn(FOR_EVER);
        assertThat(calls).containsExactly("poll 0", "poll -1");
    }

    @Test
    void aTurnThatDoesNotWaitIsNeverInterruptedAndUsesUpNoWakeUp() throws IOException {
        Reactor reactor = open();
        duringPoll = reactor::wakeUp;
        reactor.turn(0);
        assertThat(calls).containsExactly("poll 0");
        duringPoll = () -> {};
        reactor.turn(FOR_EVER);
        assertThat(calls).containsExactly("poll 0", "poll 0");
    }
}
