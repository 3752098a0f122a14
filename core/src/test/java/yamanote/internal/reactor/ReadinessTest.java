package yamanote.internal.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.internal.reactor.Readiness.READABLE;
import static yamanote.internal.reactor.Readiness.READ_CLOSED;
import static yamanote.internal.reactor.Readiness.SHUT_DOWN;
import static yamanote.internal.reactor.Readiness.WRITABLE;
import static yamanote.internal.reactor.Readiness.WRITE_CLOSED;

import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final int BITS = READABLE | WRITABLE | READ_CLOSED | WRITE_CLOSED;

    private final Readiness readiness = new Readiness();

    private int bits() {
        return readiness.word() & BITS;
    }

    /** B267. */
    @Test
    void anEventBetweenSeeingAndClearingIsNotLost() {
        readiness.set(READABLE);
        int seen = readiness.word();
        readiness.set(READABLE);
        readiness.clear(seen, READABLE);
        assertThat(bits()).isEqualTo(READABLE);
        readiness.clear(readiness.word(), READABLE);
        assertThat(bits()).isZero();
    }

    /** B267: an event of the other direction counts as well, at the price of one vain attempt. */
    @Test
    void anyEventMovesTheTick() {
        readiness.set(READABLE);
        int seen = readiness.word();
        readiness.set(WRITABLE);
        readiness.clear(seen, READABLE);
        assertThat(bits()).isEqualTo(READABLE | WRITABLE);
    }

    @Test
    void clearingTakesBackOnlyWhatItNames() {
        readiness.set(READABLE | WRITABLE);
        readiness.clear(readiness.word(), WRITABLE);
        assertThat(bits()).isEqualTo(READABLE);
    }

    /** Two operations that saw the same state may both clear. */
    @Test
    void clearingDoesNotMoveTheTick() {
        readiness.set(READABLE | WRITABLE);
        int seen = readiness.word();
        readiness.clear(seen, READABLE);
        readiness.clear(seen, WRITABLE);
        assertThat(bits()).isZero();
    }

    /** B270. */
    @Test
    void closedBitsAndShutDownAreFinal() {
        readiness.set(READABLE | READ_CLOSED | WRITE_CLOSED | SHUT_DOWN);
        readiness.clear(readiness.word(), -1);
        assertThat(bits()).isEqualTo(READ_CLOSED | WRITE_CLOSED);
        assertThat(Readiness.isShutDown(readiness.word())).isTrue();
    }

    @Test
    void theTickWrapsWithoutTouchingItsNeighbours() {
        readiness.set(READ_CLOSED);
        int start = readiness.word();
        for (int i = 0; i < 1 << 23; i++) {
            readiness.set(WRITABLE);
        }
        assertThat(readiness.word()).isEqualTo(start | WRITABLE);
        assertThat(Readiness.isShutDown(readiness.word())).isFalse();
    }

    @Test
    void setReturnsTheWordBefore() {
        assertThat(readiness.set(READABLE)).isZero();
        assertThat(readiness.set(WRITABLE) & BITS).isEqualTo(READABLE);
    }

    @Test
    void describesItself() {
        readiness.set(READABLE | READ_CLOSED);
        assertThat(readiness).hasToString("Readiness[readable read-closed tick 1]");
    }
}
