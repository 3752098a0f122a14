package yamanote.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.consumeBudget;
import static yamanote.Async.unconstrained;

import org.junit.jupiter.api.Test;
import yamanote.runtime.AsyncRuntime;
import yamanote.sync.Semaphore;
import yamanote.task.JoinHandle;

/** The budget by hand; Tokio's coop. */
class BudgetTest {
    private static final int MANY = 10 * Context.BUDGET;

    /** Ready after {@code units} of the budget, all in one poll if there is enough. */
    private static Future<Integer> spending(int units) {
        int[] polls = {0};
        int[] left = {units};
        return cx -> {
            polls[0]++;
            while (left[0] > 0) {
                if (cx.exhausted()) {
                    return Poll.pending();
                }
                cx.spend();
                left[0]--;
            }
            return Poll.ready(polls[0]);
        };
    }

    /** B091: and without it the same takes ten polls. */
    @Test
    void anUnconstrainedFutureNeverSeesTheBudgetExhausted() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            assertThat(runtime.<Integer>blockOn(spending(MANY))).isEqualTo(10);
            assertThat(runtime.<Integer>blockOn(unconstrained(spending(MANY)))).isEqualTo(1);
        }
    }

    /** B091: it never gives way by itself. */
    @Test
    void nobodyElseRunsMeanwhile() throws Exception {
        var semaphore = Semaphore.of(1);
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(() -> {
                JoinHandle<Integer> other = runtime.spawn(() -> 1);
                unconstrained(
                                Futures.pollFn(cx -> {
                                    for (int i = 0; i < MANY; i++) {
                                        var acquired = semaphore.acquire().poll(cx);
                                        ((Poll.Ready<Semaphore.Permit>) acquired).value().close();
                                    }
                                    return Poll.ready(other.isFinished());
                                }))
                        .await();
                assertThat(other.isFinished()).isFalse();
                for (int i = 0; i < MANY; i++) {
                    semaphore.acquire().await().close();
                }
                assertThat(other.isFinished()).isTrue();
            });
        }
    }

    @Test
    void nothingOfItIsChargedAndItsFailureIsItsOwn() throws Exception {
        Context cx = Context.noop();
        cx.budget(7);
        assertThat(unconstrained(spending(MANY)).poll(cx).isReady()).isTrue();
        assertThat(cx.budget()).isEqualTo(7);
        var failure = new java.io.IOException("no");
        assertThatThrownBy(() -> unconstrained(Futures.failed(failure)).poll(cx)).isSameAs(failure);
        assertThat(cx.budget()).isEqualTo(7);
    }

    @Test
    void cancellingItCancelsWhatIsInIt() throws Exception {
        var semaphore = Semaphore.of(0);
        var cancelled = unconstrained(semaphore.acquire());
        assertThat(cancelled.poll(Context.noop()).isPending()).isTrue();
        assertThat(cancelled.cancel(Context.noop())).isTrue();
        semaphore.addPermits(1);
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }

    @Test
    void aUnitIsConsumedOrTheTaskGivesWay() throws Exception {
        Context cx = Context.noop();
        cx.budget(1);
        assertThat(consumeBudget().poll(cx).isReady()).isTrue();
        assertThat(cx.budget()).isZero();
        var waits = consumeBudget();
        assertThat(waits.poll(cx).isPending()).isTrue();
        cx.budget(Context.BUDGET);
        assertThat(waits.poll(cx).isReady()).isTrue();
        assertThat(cx.budget()).isEqualTo(Context.BUDGET - 1);
    }
}
