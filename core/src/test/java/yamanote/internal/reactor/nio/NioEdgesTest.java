package yamanote.internal.reactor.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.internal.reactor.Readiness.READABLE;
import static yamanote.internal.reactor.Readiness.SHUT_DOWN;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.internal.reactor.SocketPairs;
import yamanote.internal.reactor.TestDriver;

/** How edges are made of levels. */
@Timeout(60)
class NioEdgesTest extends SocketPairs {
    @Override
    protected TestDriver driver() {
        return TestDriver.NIO;
    }

    /** Pitfall 2: as long as the task drains what comes, interest is never touched. */
    @Test
    void aTaskThatKeepsReadingLeavesTheInterestAlone() throws IOException {
        Pair pair = pair();
        var key = ((NioRegistration) pair.registration()).key();
        for (int i = 0; i < 10; i++) {
            assertThat(pair.registration().pollReadable(loop.cx)).isZero();
            send(pair, 8);
            untilReadable(pair);
            int seen = pair.registration().word();
            assertThat(read(pair, 1024)).isEqualTo(8);
            pair.registration().drained(seen, READABLE);
            assertThat(key.interestOps()).isEqualTo(SelectionKey.OP_READ);
        }
    }

    /** Pitfall 4: waiting for, and an event of, a socket whose key was cancelled. */
    @Test
    void aCancelledKeyNeverThrowsOutOfThePoller() throws IOException {
        Pair pair = pair();
        pair.registration().close();
        ((NioRegistration) pair.registration()).arm(READABLE);
        ((NioRegistration) pair.registration()).fired(1, true);
        assertThat(pair.registration().pollReadable(loop.cx) & SHUT_DOWN).isEqualTo(SHUT_DOWN);
    }

    /** A look that woke many makes the next glance pass, never a turn. */
    @Test
    void aGlanceAfterManyEventsIsLeftOut() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            pairs.add(pair());
        }
        for (Pair pair : pairs) {
            send(pair, 1);
        }
        assertThat(loop.reactor.turn(0)).isEqualTo(130);
        assertThat(loop.reactor.glance()).isZero();
        assertThat(loop.reactor.glance()).isZero();
        assertThat(loop.reactor.glance()).isEqualTo(130);
        assertThat(loop.reactor.glance()).isZero();
        assertThat(loop.reactor.turn(0)).isEqualTo(130);
        for (Pair pair : pairs) {
            assertThat(read(pair, 8)).isEqualTo(1);
            pair.peer().close();
        }
    }
}
