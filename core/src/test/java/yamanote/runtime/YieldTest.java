package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.Async;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.runtime.RuntimeCore;
import yamanote.internal.scheduler.WorkerContext;
import yamanote.net.TcpListener;
import yamanote.sync.Mutex;
import yamanote.task.JoinHandle;

/** Giving way on both flavours; Tokio's coop tests and rt_common.rs. */
@Timeout(60)
class YieldTest {
    /** B094: of a worker that has nothing else to do. */
    @ParameterizedTest
    @EnumSource
    void aTaskThatLoopsOnYieldSeesAnIoEventInFewerThan10Yields(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = withOneWorker(flavour)) {
            int yields =
                    runtime.blockOn(() -> {
                        var address = new InetSocketAddress("127.0.0.1", 0);
                        try (var listener = TcpListener.bind(address)) {
                            return spawn(
                                            () -> {
                                                JoinHandle<Void> accepting =
                                                        spawn(() -> {
                                                            listener.accept().await().close();
                                                        });
                                                yieldNow().await();
                                                yieldNow().await();
                                                var client = new Socket();
                                                client.connect(listener.localAddress());
                                                int count = 0;
                                                while (!accepting.isFinished()) {
                                                    yieldNow().await();
                                                    count++;
                                                }
                                                client.close();
                                                return count;
                                            })
                                    .await();
                        }
                    });
            assertThat(yields).isLessThan(10);
        }
    }

    /** B094, B122: exactly one look at I/O and timers, and no sleep. */
    @ParameterizedTest
    @EnumSource
    void betweenAYieldAndTheNextPollThereIsExactlyOneLookAtIoAndTimers(Flavour flavour)
            throws Exception {
        try (AsyncRuntime runtime = withOneWorker(flavour)) {
            List<Long> turns = new ArrayList<>();
            List<Long> parks = new ArrayList<>();
            JoinHandle<Integer> task =
                    runtime.spawn(
                            Steps.future(cx -> {
                                var worker = core(cx).scheduler().stats().worker(0);
                                turns.add(worker.turns());
                                parks.add(worker.parks());
                                cx.defer();
                                return turns.size() <= 200 ? Poll.pending() : Poll.ready(1);
                            }));
            runtime.blockOn(task);
            for (int i = 1; i < turns.size(); i++) {
                assertThat(turns.get(i) - turns.get(i - 1)).as("poll %s", i).isEqualTo(1);
            }
            assertThat(parks.getLast()).isEqualTo(parks.getFirst());
        }
    }

    /** B096: 129 operations succeed at once, and afterwards the poll's own budget counts again. */
    @Test
    void theBudgetIsOffInsideBlockInPlaceAndRestoredAfterIt() throws Exception {
        try (AsyncRuntime runtime = Flavour.MULTI_THREAD.build()) {
            Mutex<Integer> mutex = Mutex.of(1);
            JoinHandle<Integer> task =
                    runtime.spawn(
                            Steps.future(cx -> {
                                for (int i = 0; i < 28; i++) {
                                    cx.spend();
                                }
                                Async.blockInPlace(() -> {
                                    for (int i = 0; i < 129; i++) {
                                        Hand.value(mutex.lock()).close();
                                    }
                                });
                                return Poll.ready(cx.budget());
                            }));
            assertThat(runtime.<Integer>blockOn(task)).isEqualTo(Context.BUDGET - 28);
        }
    }

    /** B095: a foreign executor's context, while this thread blocks in place. */
    @Test
    void insideBlockInPlaceYieldNowWakesAForeignContextAtOnce() throws Exception {
        try (AsyncRuntime runtime = Flavour.MULTI_THREAD.build()) {
            JoinHandle<Long> task =
                    runtime.spawn(
                            Steps.ready(() ->
                                    Async.blockInPlace(() -> {
                                        CountDownLatch woken = new CountDownLatch(1);
                                        Context foreign = Context.of(Waker.of(woken::countDown));
                                        assertThat(yieldNow().poll(foreign).isPending()).isTrue();
                                        return woken.getCount();
                                    })));
            assertThat(runtime.<Long>blockOn(task)).isZero();
        }
    }

    /** B090: only progress is charged. */
    @ParameterizedTest
    @EnumSource
    void aPollThatEndsPendingCostsNoUnit(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            Mutex<Integer> mutex = Mutex.of(1);
            JoinHandle<Integer> task =
                    runtime.spawn(
                            Steps.future(cx -> {
                                var guard = Hand.value(mutex.lock());
                                for (int i = 0; i < 1000; i++) {
                                    var waiting = mutex.lock();
                                    assertThat(waiting.poll(cx).isPending()).isTrue();
                                    waiting.cancel(cx);
                                }
                                guard.close();
                                return Poll.ready(cx.budget());
                            }));
            assertThat(runtime.<Integer>blockOn(task)).isEqualTo(Context.BUDGET);
        }
    }

    /** B100: however many branches run out of budget in one poll. */
    @ParameterizedTest
    @EnumSource
    void aForcedYieldOfSeveralBranchesIsCountedOnce(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            int[] polls = {0};
            JoinHandle<Integer> task =
                    runtime.spawn(
                            Steps.future(cx -> {
                                while (!cx.exhausted()) {
                                    cx.spend();
                                }
                                cx.exhausted();
                                return ++polls[0] == 2 ? Poll.ready(1) : Poll.pending();
                            }));
            runtime.blockOn(task);
            assertThat(runtime.metrics().yields()).isEqualTo(1);
        }
    }

    /** B093: the root of blockOn has a full budget at each poll. */
    @ParameterizedTest
    @EnumSource
    void theRootIsBudgetedPerPoll(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            List<Integer> budgets = new ArrayList<>();
            runtime.blockOn(
                    Steps.future(cx -> {
                        budgets.add(cx.budget());
                        while (!cx.exhausted()) {
                            cx.spend();
                        }
                        return budgets.size() < 3 ? Poll.pending() : Poll.ready(0);
                    }));
            assertThat(budgets).containsOnly(Context.BUDGET).hasSize(3);
        }
    }

    private static AsyncRuntime withOneWorker(Flavour flavour) {
        return flavour == Flavour.MULTI_THREAD
                ? AsyncRuntime.multiThread().workerThreads(1).build()
                : flavour.build();
    }

    private static RuntimeCore core(Context cx) {
        return (RuntimeCore) ((WorkerContext) cx).services();
    }
}
