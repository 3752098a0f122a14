package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.yieldNow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.sync.Oneshot;

/** Several that wait for the results of one set. */
@Timeout(60)
class JoinSetWaitersTest {
    private final JoinSet<Integer> set = JoinSet.create();
    private final Woken task = new Woken();

    private static int ok(@Nullable Outcome<Integer> outcome) {
        return switch (outcome) {
            case Outcome.Ok<Integer>(Integer value) -> value;
            case null, default -> throw new AssertionError("no value: " + outcome);
        };
    }

    /** The waiter that a result was meant for leaves: the next one is told. */
    @Test
    void cancelledWaiterPassesItsWakeOn() throws Exception {
        for (int leaving = 0; leaving < 3; leaving++) {
            JoinSet<Integer> fresh = JoinSet.create();
            try (var runtime = Flavour.CURRENT_THREAD.build()) {
                var start = Oneshot.<Integer>channel();
                var never = Oneshot.<Integer>channel();
                List<Woken> tasks = List.of(new Woken(), new Woken(), new Woken());
                List<Future<?>> waits = new ArrayList<>();
                runtime.blockOn(() -> {
                    fresh.spawn(() -> start.receiver().await());
                    fresh.spawn(() -> never.receiver().await());
                });
                for (Woken each : tasks) {
                    Future<?> wait = fresh.joinNext();
                    assertThat(each.isPending(wait)).isTrue();
                    waits.add(wait);
                }
                if (leaving > 0) {
                    waits.get(leaving).cancel(tasks.get(leaving).cx);
                }
                start.sender().send(1);
                runtime.blockOn(() -> {
                    yieldNow().await();
                });
                assertThat(tasks.get(0).count()).isEqualTo(1);
                if (leaving == 0) {
                    waits.get(0).cancel(tasks.get(0).cx);
                    assertThat(tasks.get(1).count()).isEqualTo(1);
                    assertThat(tasks.get(1).isPending(waits.get(1))).isFalse();
                } else {
                    assertThat(tasks.get(0).isPending(waits.get(0))).isFalse();
                }
                assertThat(fresh.size()).isEqualTo(1);
            }
        }
    }

    /** Two wait, one result is left: the other learns that there is none. */
    @Test
    void lastResultTellsAllWhoWait() throws Exception {
        try (var runtime = Flavour.CURRENT_THREAD.build()) {
            var start = Oneshot.<Integer>channel();
            runtime.blockOn(() -> {
                set.spawn(() -> start.receiver().await());
            });
            Woken second = new Woken();
            var first = set.joinNext();
            var other = set.joinNext();
            assertThat(task.isPending(first)).isTrue();
            assertThat(second.isPending(other)).isTrue();
            start.sender().send(9);
            runtime.blockOn(() -> {
                yieldNow().await();
            });
            assertThat(second.count()).isZero();
            assertThat(ok(task.value(first))).isEqualTo(9);
            assertThat(second.count()).isEqualTo(1);
            assertThat(second.value(other)).isNull();
        }
    }

    @Test
    void wakerThatThrowsOrComesBackHarmsNobody() throws Exception {
        try (var runtime = Flavour.CURRENT_THREAD.build()) {
            var start = Oneshot.<Integer>channel();
            runtime.blockOn(() -> {
                set.spawn(() -> start.receiver().await());
            });
            int[] seen = {-1};
            set.joinNext()
                    .poll(
                            Context.of(
                                    Waker.of(() -> {
                                        seen[0] = ok(set.tryJoinNext());
                                        set.abortAll();
                                        throw new IllegalStateException("on purpose");
                                    })));
            start.sender().send(4);
            runtime.blockOn(() -> {
                yieldNow().await();
            });
            assertThat(seen[0]).isEqualTo(4);
            assertThat(set.size()).isZero();
        }
    }
}
