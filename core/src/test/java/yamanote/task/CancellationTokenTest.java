package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.select;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.future.Poll;
import yamanote.future.Select2;
import yamanote.future.Waker;
import yamanote.sync.Oneshot;

/** Tokio's {@code sync_cancellation_token.rs}. */
@Timeout(60)
class CancellationTokenTest {
    private final CancellationToken token = CancellationToken.create();
    private final Woken task = new Woken();

    /** B301. */
    @Test
    void cancelReachesDescendantsOnly() {
        CancellationToken child = token.child();
        CancellationToken sibling = token.child();
        CancellationToken grandchild = child.child();
        child.cancel();
        assertThat(child.isCancelled()).isTrue();
        assertThat(grandchild.isCancelled()).isTrue();
        assertThat(token.isCancelled()).isFalse();
        assertThat(sibling.isCancelled()).isFalse();
        token.cancel();
        token.cancel();
        assertThat(sibling.isCancelled()).isTrue();
    }

    /** B301: by the collector, too, since nobody else knows the child. */
    @Test
    void grandchildIsCancelledAlthoughNobodyHoldsTheChild() throws Exception {
        CancellationToken grandchild = token.child().child();
        Future<?> waiting = grandchild.cancelled();
        assertThat(task.isPending(waiting)).isTrue();
        collect();
        token.cancel();
        assertThat(grandchild.isCancelled()).isTrue();
        assertThat(task.count()).isEqualTo(1);
        assertThat(task.isPending(waiting)).isFalse();
    }

    /** A parent that lives long does not collect the children of each request. */
    @Test
    void childrenThatNobodyHoldsLeaveTheirParent() throws Exception {
        TokenNode parent = (TokenNode) token;
        for (int i = 0; i < 1_000; i++) {
            parent.child();
        }
        for (int i = 0; parent.links() > 10; i++) {
            assertThat(i).isLessThan(200);
            collect();
            parent.child();
        }
    }

    @Test
    void cancelledChildLeavesItsParentAtOnce() {
        TokenNode parent = (TokenNode) token;
        List<CancellationToken> children = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            children.add(parent.child());
        }
        for (int i = 0; i < 100; i += 2) {
            children.get(i).cancel();
        }
        assertThat(parent.links()).isEqualTo(50);
        token.cancel();
        assertThat(children).allMatch(CancellationToken::isCancelled);
    }

    private static void collect() throws InterruptedException {
        var gone = new WeakReference<>(new Object());
        for (int i = 0; gone.get() != null; i++) {
            assertThat(i).isLessThan(200);
            System.gc();
            Thread.yield();
        }
    }

    /** B302. */
    @Test
    void childOfACancelledTokenIsBornCancelled() throws Exception {
        token.cancel();
        CancellationToken child = token.child();
        assertThat(child.isCancelled()).isTrue();
        assertThat(task.isPending(child.cancelled())).isFalse();
    }

    /** B302. */
    @Test
    void onlyAGuardCancelsByBeingClosedAndDisarmUndoesIt() {
        try (var guard = token.dropGuard()) {
            assertThat(guard.disarm()).isSameAs(token);
        }
        assertThat(token.isCancelled()).isFalse();
        try (var _ = token.dropGuard()) {
            assertThat(token.isCancelled()).isFalse();
        }
        assertThat(token.isCancelled()).isTrue();
    }

    /** B303. */
    @Test
    void nothingRunsUntilCancelledIfItIsAlready() throws Exception {
        token.cancel();
        int[] polls = {0};
        int[] cancels = {0};
        Future<Integer> future = counting(polls, cancels);
        assertThat(task.value(token.runUntilCancelled(future))).isNull();
        assertThat(polls[0]).isZero();
        assertThat(cancels[0]).isEqualTo(1);
    }

    private static Future<Integer> counting(int[] polls, int[] cancels) {
        return new Future<>() {
            @Override
            public Poll<Integer> poll(Context cx) {
                return ++polls[0] == 2 ? Poll.ready(7) : Poll.pending();
            }

            @Override
            public boolean cancel(Context cx) {
                cancels[0]++;
                return true;
            }
        };
    }

    /** B303. */
    @Test
    void endWinsOverACancellationAtTheSameTime() throws Exception {
        int[] polls = {0};
        int[] cancels = {0};
        Future<@Nullable Integer> run = token.runUntilCancelled(counting(polls, cancels));
        assertThat(task.isPending(run)).isTrue();
        token.cancel();
        assertThat(task.count()).isEqualTo(1);
        assertThat(task.value(run)).isEqualTo(7);
        assertThat(cancels[0]).isZero();
        assertThatThrownBy(() -> task.value(run))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call it again");
    }

    @Test
    void cancellationCancelsTheFutureAndGivesNull() throws Exception {
        List<String> log = new ArrayList<>();
        Future<@Nullable Void> run =
                token.runUntilCancelled(() -> {
                    try {
                        Futures.pending().await();
                    } finally {
                        log.add("cleaned up");
                    }
                });
        assertThat(task.isPending(run)).isTrue();
        token.cancel();
        assertThat(task.value(run)).isNull();
        assertThat(log).containsExactly("cleaned up");
    }

    /** By hand nobody adopts: it is pending until the clean-up has ended. */
    @Test
    void withoutATaskItDrivesTheCleanUpItself() throws Exception {
        int[] polls = {0};
        Future<Integer> slow =
                new Future<>() {
                    @Override
                    public Poll<Integer> poll(Context cx) {
                        return ++polls[0] == 3 ? Poll.ready(1) : Poll.pending();
                    }

                    @Override
                    public boolean cancel(Context cx) {
                        return false;
                    }
                };
        Future<@Nullable Integer> run = token.runUntilCancelled(slow);
        assertThat(task.isPending(run)).isTrue();
        token.cancel();
        assertThat(task.isPending(run)).isTrue();
        assertThat(task.value(run)).isNull();
    }

    @Test
    void cancellingItCancelsTheFutureAndLeavesTheToken() throws Exception {
        int[] polls = {0};
        int[] cancels = {0};
        Future<?> run = token.runUntilCancelled(counting(polls, cancels));
        assertThat(task.isPending(run)).isTrue();
        assertThat(run.cancel(task.cx)).isTrue();
        assertThat(run.cancel(task.cx)).isTrue();
        assertThat(cancels[0]).isEqualTo(1);
        token.cancel();
        assertThat(task.count()).isZero();
    }

    @Test
    void failureOfTheFutureIsThrown() throws Exception {
        var failure = new IllegalArgumentException("x");
        Future<?> run = token.runUntilCancelled(Futures.failed(failure));
        assertThatThrownBy(() -> task.value(run)).isSameAs(failure);
        token.cancel();
        assertThat(task.count()).isZero();
    }

    /** First, middle and last in line. */
    @Test
    void cancelledWaitersLeaveTheOthers() throws Exception {
        for (int leaving = 0; leaving < 3; leaving++) {
            CancellationToken fresh = CancellationToken.create();
            List<Woken> tasks = List.of(new Woken(), new Woken(), new Woken());
            List<Future<?>> waits = new ArrayList<>();
            for (Woken each : tasks) {
                Future<?> wait = fresh.cancelled();
                assertThat(each.isPending(wait)).isTrue();
                waits.add(wait);
            }
            waits.get(leaving).cancel(tasks.get(leaving).cx);
            fresh.cancel();
            for (int i = 0; i < 3; i++) {
                assertThat(tasks.get(i).count()).isEqualTo(i == leaving ? 0 : 1);
            }
        }
    }

    @Test
    void lastWakerCounts() throws Exception {
        Future<?> wait = token.cancelled();
        Woken other = new Woken();
        assertThat(task.isPending(wait)).isTrue();
        assertThat(other.isPending(wait)).isTrue();
        token.cancel();
        assertThat(task.count()).isZero();
        assertThat(other.count()).isEqualTo(1);
        assertThat(other.isPending(wait)).isFalse();
        assertThatThrownBy(() -> other.isPending(wait)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void wakerThatThrowsStopsNobody() throws Exception {
        Future<?> first = token.cancelled();
        first.poll(
                Context.of(
                        Waker.of(() -> {
                            throw new IllegalStateException("on purpose");
                        })));
        Future<?> second = token.child().cancelled();
        assertThat(task.isPending(second)).isTrue();
        token.cancel();
        assertThat(task.count()).isEqualTo(1);
    }

    /** A waker that cancels, asks and makes children of the token that wakes it. */
    @Test
    void wakerMayUseTheTokenAgain() throws Exception {
        boolean[] seen = {false};
        Future<?> wait = token.cancelled();
        wait.poll(
                Context.of(
                        Waker.of(() -> {
                            token.cancel();
                            seen[0] = token.child().isCancelled();
                        })));
        token.cancel();
        assertThat(seen[0]).isTrue();
    }

    @Test
    void chainOfAnyDepthIsCancelled() {
        CancellationToken last = token;
        for (int i = 0; i < 100_000; i++) {
            last = last.child();
        }
        token.cancel();
        assertThat(last.isCancelled()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void tasksEndWhenTheirTokenIsCancelled(Flavour flavour) throws Exception {
        AtomicInteger ended = new AtomicInteger();
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                List<JoinHandle<Void>> tasks = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    CancellationToken mine = token.child();
                    tasks.add(
                            spawn(() -> {
                                while (!(select(mine.cancelled(), sleep(Duration.ofMillis(1)))
                                                .await()
                                        instanceof Select2.First<?, ?>)) {
                                    yieldNow().await();
                                }
                                ended.incrementAndGet();
                            }));
                }
                sleep(Duration.ofMillis(5)).await();
                token.cancel();
                for (JoinHandle<Void> each : tasks) {
                    each.await();
                }
            });
        }
        assertThat(ended).hasValue(20);
    }

    /** What the cancelled future cleans up asynchronously has ended before the task has. */
    @ParameterizedTest
    @EnumSource
    void asynchronousCleanUpGoesOnInTheTask(Flavour flavour) throws Exception {
        List<String> log = new ArrayList<>();
        var started = Oneshot.<Integer>channel();
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                JoinHandle<Void> run =
                        spawn(() -> {
                            token.runUntilCancelled(
                                            async(() -> {
                                                try {
                                                    started.sender().send(1);
                                                    sleep(Duration.ofHours(1)).await();
                                                } finally {
                                                    yieldNow().await();
                                                    log.add("slow clean-up");
                                                }
                                            }))
                                    .await();
                            log.add("goes on");
                        });
                started.receiver().await();
                token.cancel();
                run.await();
            });
        }
        assertThat(log).containsExactly("goes on", "slow clean-up");
    }
}
