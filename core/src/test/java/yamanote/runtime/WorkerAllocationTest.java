package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.timer.Allocation;
import yamanote.net.TcpListener;

/**
 * What the threads of a multi-thread runtime do between two polls allocates nothing: measured on
 * all of them, watchdog included, after a warm-up. A tenth of a byte each is allowed: one object of
 * the least size in every 160th would be noticed, and what the JVM does once a run is not.
 */
@Timeout(120)
class WorkerAllocationTest {
    private static final int OPERATIONS = 100_000;
    private static final int FOREIGN = 20_000;

    private static RuntimeBuilder builder() {
        return AsyncRuntime.multiThread().workerThreads(2).name("measured");
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("measured-"))
                .toList();
    }

    @Test
    void wakeScheduleAndPollAllocateNothing() {
        try (AsyncRuntime runtime = builder().build()) {
            assertThat(bytesOfLoops(runtime, (cx, _) -> cx.waker().wake()))
                    .isLessThan(OPERATIONS / 10);
        }
    }

    @Test
    void givingWayAllocatesNothing() {
        try (AsyncRuntime runtime = builder().build()) {
            assertThat(bytesOfLoops(runtime, (cx, _) -> cx.defer())).isLessThan(OPERATIONS / 10);
        }
    }

    /** Through the LIFO slot, the queues, and thieves. */
    @Test
    void wakingEachOtherAllocatesNothing() {
        try (AsyncRuntime runtime = builder().build()) {
            assertThat(bytesOfLoops(runtime, (_, neighbour) -> neighbour.wake()))
                    .isLessThan(OPERATIONS / 10);
        }
    }

    /** That the measurement notices what it should. */
    @Test
    void whatAPollAllocatesIsCounted() {
        Object[] last = new Object[1];
        try (AsyncRuntime runtime = builder().build()) {
            Step allocating =
                    (cx, _) -> {
                        last[0] = new long[1];
                        cx.waker().wake();
                    };
            assertThat(bytesOfLoops(runtime, allocating)).isGreaterThan(16L * OPERATIONS);
        }
    }

    private interface Step {
        void run(Context cx, Waker neighbour);
    }

    /** Of eight tasks in a ring, woken at first by this thread. */
    private static long bytesOfLoops(AsyncRuntime runtime, Step step) {
        AtomicInteger left = new AtomicInteger();
        List<Loop> ring = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ring.add(new Loop(step, left));
        }
        for (int i = 0; i < 8; i++) {
            ring.get(i).neighbour = ring.get((i + 1) % 8);
            runtime.spawn(ring.get(i));
        }
        Eventually.holds(() -> ring.stream().allMatch(loop -> loop.waker != null));
        Runnable rounds =
                () -> {
                    left.set(OPERATIONS);
                    ring.forEach(loop -> loop.waker.wake());
                    Eventually.holds(() -> left.get() <= 0);
                };
        rounds.run();
        rounds.run();
        return Allocation.of(threads(), rounds);
    }

    private static final class Loop implements Future<Integer> {
        private final Step step;
        private final AtomicInteger left;
        private Loop neighbour = this;
        private volatile Waker waker;

        Loop(Step step, AtomicInteger left) {
            this.step = step;
            this.left = left;
        }

        @Override
        public Poll<Integer> poll(Context cx) {
            waker = cx.waker();
            if (left.getAndDecrement() > 0) {
                step.run(cx, neighbour.waker);
            }
            return Poll.pending();
        }
    }

    /** Each finds the workers asleep: on their threads, or one of them in the reactor. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wakesByAForeignThreadAndSleepAllocateNothing(boolean io) throws Exception {
        try (AsyncRuntime runtime = builder().spinCeiling(Duration.ZERO).build()) {
            if (io) {
                try (EnterGuard _ = runtime.handle().enter();
                        var any = TcpListener.bind(new InetSocketAddress("127.0.0.1", 0))) {
                    assertThat(any.localAddress()).isNotNull();
                }
            }
            Loop task = new Loop((_, _) -> {}, new AtomicInteger(Integer.MAX_VALUE));
            runtime.spawn(task);
            Eventually.holds(() -> task.waker != null);
            Runnable rounds =
                    () -> {
                        for (int i = 0; i < FOREIGN; i++) {
                            int before = task.left.get();
                            task.waker.wake();
                            while (task.left.get() == before) {
                                Thread.onSpinWait();
                            }
                        }
                    };
            rounds.run();
            long parks = runtime.metrics().parks();
            // Until all of it is compiled, which on a busy machine takes a while; then it stays so.
            int clean = 0;
            for (int round = 0; round < 200 && clean < 3; round++) {
                clean = Allocation.of(threads(), rounds) < FOREIGN / 10 ? clean + 1 : 0;
            }
            assertThat(clean).isEqualTo(3);
            assertThat(runtime.metrics().parks()).isGreaterThan(parks);
        }
    }

    /** The thread inside blockOn: polls its root when woken, and sleeps. */
    @Test
    void theRootOfBlockOnAllocatesNothing() throws Exception {
        try (AsyncRuntime runtime = builder().build()) {
            Loop other = new Loop((_, neighbour) -> neighbour.wake(), new AtomicInteger());
            AtomicInteger left = new AtomicInteger();
            Future<Integer> root =
                    cx -> {
                        if (left.getAndDecrement() <= 0) {
                            return Poll.ready(0);
                        }
                        other.neighbour.waker = cx.waker();
                        other.left.set(1);
                        other.waker.wake();
                        return Poll.pending();
                    };
            other.neighbour = new Loop((_, _) -> {}, new AtomicInteger());
            runtime.spawn(other);
            Eventually.holds(() -> other.waker != null);
            Runnable rounds =
                    () -> {
                        left.set(FOREIGN);
                        try {
                            runtime.blockOn(root);
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    };
            rounds.run();
            assertThat(Allocation.of(rounds)).isLessThan(FOREIGN / 10);
        }
    }
}
