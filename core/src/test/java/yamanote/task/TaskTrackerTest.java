package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.sleep;
import static yamanote.Async.yieldNow;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.future.Waker;

/** Tokio's {@code task_tracker.rs}. */
@Timeout(60)
class TaskTrackerTest {
    private final TaskTracker tracker = TaskTracker.create();
    private final Woken task = new Woken();

    /** B304. */
    @Test
    void allDoneNeedsBothClosedAndEmpty() throws Exception {
        Future<?> open = tracker.allDone();
        assertThat(task.isPending(open)).isTrue();
        var token = tracker.token();
        tracker.close();
        assertThat(task.count()).isZero();
        assertThat(task.isPending(open)).isTrue();
        token.close();
        assertThat(task.count()).isEqualTo(1);
        assertThat(task.isPending(open)).isFalse();
        assertThat(task.isPending(tracker.allDone())).isFalse();
    }

    /** B304. */
    @Test
    void waiterIsReleasedByAnyMomentSinceItWasMade() throws Exception {
        Future<?> polled = tracker.allDone();
        Future<?> notPolled = tracker.allDone();
        assertThat(task.isPending(polled)).isTrue();
        tracker.close();
        tracker.reopen();
        var token = tracker.token();
        assertThat(task.isPending(polled)).isFalse();
        assertThat(task.isPending(notPolled)).isFalse();
        Future<?> later = tracker.allDone();
        assertThat(task.isPending(later)).isTrue();
        token.close();
        assertThat(task.isPending(later)).isTrue();
    }

    /** B304: it was done at the call. */
    @Test
    void waiterMadeWhileDoneIsReleasedHoweverLateItIsPolled() throws Exception {
        tracker.close();
        Future<?> made = tracker.allDone();
        tracker.reopen();
        var _ = tracker.token();
        assertThat(task.isPending(made)).isFalse();
    }

    /** B304: by tasks that come and go while it is closed. */
    @Test
    void closedTrackerTakesMoreAndIsDoneAgain() throws Exception {
        tracker.close();
        var token = tracker.token();
        Future<?> wait = tracker.allDone();
        assertThat(task.isPending(wait)).isTrue();
        token.close();
        token.close();
        assertThat(task.count()).isEqualTo(1);
        var another = tracker.token();
        assertThat(task.isPending(wait)).isFalse();
        assertThat(tracker.size()).isEqualTo(1);
        another.close();
        assertThat(tracker.isEmpty()).isTrue();
    }

    @Test
    void closeAndReopenTellWhetherTheyDidAnything() {
        assertThat(tracker.reopen()).isFalse();
        assertThat(tracker.close()).isTrue();
        assertThat(tracker.close()).isFalse();
        assertThat(tracker.isClosed()).isTrue();
        assertThat(tracker.reopen()).isTrue();
        assertThat(tracker.isClosed()).isFalse();
    }

    /** B305. */
    @ParameterizedTest
    @EnumSource
    void countsUntilTheFutureIsGoneNotUntilItsResultIsRead(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                JoinHandle<Integer> value = tracker.spawn(() -> 7);
                JoinHandle<Void> aborted =
                        tracker.spawn(() -> {
                            sleep(Duration.ofHours(1)).await();
                        });
                JoinHandle<Void> failed =
                        tracker.spawn(() -> {
                            yieldNow().await();
                            throw new IllegalArgumentException("x");
                        });
                JoinHandle<Integer> blocking = tracker.spawnBlocking(() -> 8);
                assertThat(tracker.size()).isBetween(1, 4);
                tracker.close();
                aborted.abort();
                tracker.allDone().await();
                assertThat(tracker.size()).isZero();
                assertThat(value.await()).isEqualTo(7);
                assertThat(blocking.await()).isEqualTo(8);
                assertThat(failed.outcome().await()).isInstanceOf(Outcome.Failed.class);
                assertThat(aborted.outcome().await()).isInstanceOf(Outcome.Cancelled.class);
            });
        }
    }

    /** B305: it keeps nothing of a task that has ended. */
    @Test
    void resultsAreNotKept() throws Exception {
        WeakReference<Object> result;
        try (var runtime = Flavour.CURRENT_THREAD.build()) {
            result =
                    runtime.blockOn(() -> {
                        JoinHandle<Object> handle = tracker.spawn(() -> new Object());
                        return new WeakReference<>(handle.await());
                    });
            for (int i = 0; result.get() != null; i++) {
                assertThat(i).isLessThan(200);
                System.gc();
                Thread.yield();
            }
        }
        assertThat(tracker.size()).isZero();
    }

    /** B305: nothing is aborted by the end of the tracker. */
    @ParameterizedTest
    @EnumSource
    void trackerAbortsNothing(Flavour flavour) throws Exception {
        AtomicInteger done = new AtomicInteger();
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                JoinHandle<Void> left =
                        TaskTracker.create()
                                .spawn(() -> {
                                    sleep(Duration.ofMillis(2)).await();
                                    done.incrementAndGet();
                                });
                left.await();
            });
        }
        assertThat(done).hasValue(1);
    }

    @Test
    void trackedFutureCountsUntilItEnds() throws Exception {
        Future<Integer> ready = tracker.trackFuture(Futures.ready(1));
        Future<Integer> failing = tracker.trackFuture(Futures.failed(new Exception("x")));
        Future<Integer> pending = tracker.trackFuture(Futures.pending());
        assertThat(tracker.size()).isEqualTo(3);
        assertThat(task.value(ready)).isEqualTo(1);
        assertThat(tracker.size()).isEqualTo(2);
        assertThatThrownBy(() -> task.value(failing)).hasMessage("x");
        assertThat(tracker.size()).isEqualTo(1);
        assertThat(task.isPending(pending)).isTrue();
        assertThat(pending.cancel(task.cx)).isTrue();
        assertThat(pending.cancel(task.cx)).isTrue();
        assertThat(tracker.size()).isZero();
    }

    @Test
    void tasksThatCannotStartAreNotCounted() {
        assertThatThrownBy(() -> tracker.spawn(Futures.ready(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tracker.spawn needs a runtime");
        assertThatThrownBy(() -> tracker.spawnLocal(Futures.ready(1)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(tracker.size()).isZero();
    }

    /** First, middle and last in line. */
    @Test
    void cancelledWaitersLeaveTheOthers() throws Exception {
        for (int leaving = 0; leaving < 3; leaving++) {
            TaskTracker fresh = TaskTracker.create();
            List<Woken> tasks = List.of(new Woken(), new Woken(), new Woken());
            List<Future<?>> waits = new ArrayList<>();
            for (Woken each : tasks) {
                Future<?> wait = fresh.allDone();
                assertThat(each.isPending(wait)).isTrue();
                waits.add(wait);
            }
            waits.get(leaving).cancel(tasks.get(leaving).cx);
            fresh.close();
            for (int i = 0; i < 3; i++) {
                assertThat(tasks.get(i).count()).isEqualTo(i == leaving ? 0 : 1);
            }
        }
    }

    @Test
    void wakerThatThrowsStopsNobodyAndMayUseTheTracker() throws Exception {
        tracker.allDone()
                .poll(
                        Context.of(
                                Waker.of(() -> {
                                    tracker.reopen();
                                    throw new IllegalStateException("on purpose");
                                })));
        Future<?> wait = tracker.allDone();
        assertThat(task.isPending(wait)).isTrue();
        tracker.close();
        assertThat(task.count()).isEqualTo(1);
        assertThat(tracker.isClosed()).isFalse();
    }

    @Test
    void localTasksAreCounted() throws Exception {
        try (var runtime = Flavour.CURRENT_THREAD.build()) {
            runtime.blockOn(() -> {
                tracker.spawnLocal(() -> {
                    yieldNow().await();
                });
                assertThat(tracker.size()).isEqualTo(1);
                tracker.close();
                tracker.allDone().await();
            });
        }
    }
}
