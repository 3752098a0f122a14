package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;
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

    @Test
    void waitsLeaveFromEveryPosition() throws Exception {
        for (int cancelled = 0; cancelled < 3; cancelled++) {
            var guard = locked();
            var waits = new ArrayList<Future<Guard<Integer>>>();
            for (int i = 0; i < 3; i++) {
                waits.add(hand.pending(mutex.lock()));
            }
            var gone = waits.remove(cancelled);
            assertThat(gone.cancel(hand.cx)).isTrue();
            assertThat(gone.cancel(hand.cx)).isTrue();
            guard.close();
            hand.pending(waits.get(1));
            hand.ready(waits.get(0)).close();
            hand.ready(waits.get(1)).close();
        }
        locked();
    }

    @Test
    void aWaitThatWasNeverPolledTakesNothing() throws Exception {
        mutex.lock().cancel(hand.cx);
        var guard = locked();
        mutex.lock().cancel(hand.cx);
        var wait = hand.pending(mutex.lock());
        guard.close();
        hand.ready(wait);
    }

    @Test
    void aWakerMayTakeTheLockItIsWokenFor() throws Exception {
        var guard = locked();
        var log = new ArrayList<String>();
        var first = mutex.lock();
        var second = mutex.lock();
        first.poll(
                Context.of(
                        Waker.of(() -> {
                            log.add("first");
                            ready(first).close();
                        })));
        second.poll(
                Context.of(
                        Waker.of(() -> {
                            log.add("second");
                            ready(second).close();
                        })));
        guard.close();
        assertThat(log).containsExactly("first", "second");
        locked();
    }

    private Guard<Integer> ready(Future<Guard<Integer>> lock) {
        try {
            return hand.ready(lock);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWakerThatThrowsDoesNotKeepTheLock() throws Exception {
        var guard = locked();
        var bad = mutex.lock();
        bad.poll(Context.of(Hand.badWaker()));
        var good = hand.pending(mutex.lock());
        guard.close();
        bad.cancel(hand.cx);
        assertThat(hand.wakes()).isEqualTo(1);
        hand.ready(good).close();
        locked();
    }

    @Test
    void onlyTheLastWakerIsWoken() throws Exception {
        var guard = locked();
        var wait = hand.pending(mutex.lock());
        var second = new Hand();
        second.pending(wait);
        guard.close();
        assertThat(hand.wakes()).isZero();
        assertThat(second.wakes()).isEqualTo(1);
        second.ready(wait);
        assertThatThrownBy(() -> wait.poll(second.cx))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("after it had ended");
    }

    @Test
    void aMappedGuardHoldsTheLock() throws Exception {
        Guard<Integer> guard = locked();
        MappedGuard<String> text = guard.map(value -> "v" + value);
        assertThatThrownBy(guard::get).isInstanceOf(IllegalStateException.class);
        guard.close();
        assertThat(mutex.tryLock()).isNull();
        MappedGuard<Integer> length = text.map(String::length);
        text.close();
        assertThat(mutex.tryLock()).isNull();
        assertThat(length.get()).isEqualTo(2);
        var wait = hand.pending(mutex.lock());
        length.close();
        length.close();
        assertThatThrownBy(length::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this guard is closed: take the lock again");
        hand.ready(wait).close();
        locked();
    }

    @Test
    void aMappingThatFailsChangesNothing() {
        var guard = locked();
        assertThatThrownBy(() ->
                        guard.map(_ -> {
                            throw new IllegalArgumentException("no such part");
                        }))
                .hasMessage("no such part");
        var mapped = guard.map(value -> value);
        assertThatThrownBy(() ->
                        mapped.map(_ -> {
                            throw new IllegalArgumentException("no such part");
                        }))
                .hasMessage("no such part");
        assertThat(mapped.get()).isEqualTo(1);
        mapped.close();
        locked();
    }

    /** Two guards of one lock would be the end of it. */
    @Test
    void aMappingThatClosesItsGuardIsRefused() {
        var guard = locked();
        assertThatThrownBy(() ->
                        guard.map(value -> {
                            guard.close();
                            return value;
                        }))
                .isInstanceOf(IllegalStateException.class);
        locked();
        assertThat(mutex.tryLock()).isNull();
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
