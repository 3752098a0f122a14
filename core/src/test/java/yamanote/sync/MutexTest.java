package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import yamanote.sync.Mutex.Guard;

/** Re-states tests of Tokio's {@code sync_mutex.rs}. */
class MutexTest {
    private final Hand hand = new Hand();
    private final Mutex<Integer> mutex = Mutex.of(1);

    private Guard<Integer> locked() {
        return Objects.requireNonNull(mutex.tryLock());
    }

    @Test
    void theGuardHasTheValue() throws Exception {
        try (var guard = hand.ready(mutex.lock())) {
            assertThat(mutex.tryLock()).isNull();
            guard.set(guard.get() + 1);
        }
        try (var guard = locked()) {
            assertThat(guard.get()).isEqualTo(2);
        }
    }

    /** B192. */
    @Test
    void theLockGoesToTheFirstInLine() throws Exception {
        var guard = locked();
        var first = hand.pending(mutex.lock());
        var second = hand.pending(mutex.lock());
        guard.close();
        guard.close();
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(mutex.tryLock()).isNull();
        hand.pending(mutex.lock()).cancel(hand.cx);
        hand.pending(second);
        hand.ready(first).close();
        hand.ready(second);
    }

    /** B193. */
    @Test
    void aLockGivenToACancelledWaitGoesOn() throws Exception {
        var guard = locked();
        var first = hand.pending(mutex.lock());
        var second = hand.pending(mutex.lock());
        guard.close();
        first.cancel(hand.cx);
        hand.ready(second).close();
        locked();
    }

    /** B194. */
    @Test
    void anExceptionReleasesTheLock() {
        assertThatThrownBy(
                        () -> {
                            try (var _ = locked()) {
                                throw new IllegalStateException("in the block");
                            }
                        })
                .hasMessage("in the block");
        locked();
    }

    @Test
    void aClosedGuardHasNoValue() {
        var guard = locked();
        guard.close();
        assertThatThrownBy(guard::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this guard is closed: lock() again");
        assertThatThrownBy(() -> guard.set(2)).isInstanceOf(IllegalStateException.class);
    }
}
