package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.yieldNow;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Async;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.net.TcpListener;
import yamanote.task.JoinHandle;
import yamanote.task.Outcome;

/** The end of a multi-thread runtime; Tokio's rt_threaded.rs and loom shutdown tests. */
@Timeout(120)
class MultiThreadShutdownTest {
    private static AsyncRuntime runtime() {
        return AsyncRuntime.multiThread().workerThreads(2).build();
    }

    /** B029, B030: inside the context, wherever the task waits; spawn gives a cancelled handle. */
    @Test
    void everyTaskIsCancelledInsideTheRuntimesContext() throws Exception {
        AsyncRuntime runtime = runtime();
        List<Outcome<Integer>> late = Collections.synchronizedList(new ArrayList<>());
        List<Gate<Integer>> gates = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Gate<Integer> gate = new Gate<>();
            gates.add(gate);
            runtime.spawn(
                    onCancel(
                            gate,
                            () -> {
                                assertThat(RuntimeHandle.current()).isNotNull();
                                late.add(Hand.value(Async.spawn(Steps.ready(() -> 1)).outcome()));
                            }));
        }
        Eventually.holds(() -> gates.stream().allMatch(gate -> gate.polls.get() > 0));
        runtime.close();
        assertThat(late).hasSize(100).containsOnly(new Outcome.Cancelled<>());
        assertThat(runtime.metrics().aliveTasks()).isZero();
        // B049: wakers that outlive the runtime.
        gates.forEach(gate -> gate.open(1));
    }

    /** B031: from the clean-ups of others. */
    @Test
    void tasksThatWakeEachOtherWhileTheyAreCancelledDoNoHarm() throws Exception {
        for (int round = 0; round < 50; round++) {
            AsyncRuntime runtime = runtime();
            List<Gate<Integer>> gates = new ArrayList<>();
            List<JoinHandle<Integer>> handles = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Gate<Integer> gate = new Gate<>();
                gates.add(gate);
                handles.add(
                        runtime.spawn(
                                onCancel(
                                        gate, () -> gates.forEach(other -> other.waker().wake()))));
            }
            runtime.close();
            assertThat(handles).allMatch(JoinHandle::isFinished);
        }
    }

    /** B032: they run outside of scheduler locks, on several threads. */
    @Test
    void cleanUpsThatShareALockDoNotDeadlock() throws Exception {
        for (int round = 0; round < 20; round++) {
            AsyncRuntime runtime = runtime();
            ReentrantLock shared = new ReentrantLock();
            AtomicInteger cleaned = new AtomicInteger();
            List<Gate<Integer>> gates = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Gate<Integer> gate = new Gate<>();
                gates.add(gate);
                runtime.spawn(
                        onCancel(
                                gate,
                                () -> {
                                    shared.lock();
                                    try {
                                        Async.spawn(Steps.ready(() -> 1));
                                        gates.forEach(other -> other.waker().wake());
                                        cleaned.incrementAndGet();
                                    } finally {
                                        shared.unlock();
                                    }
                                }));
            }
            Eventually.holds(() -> gates.stream().allMatch(gate -> gate.polls.get() > 0));
            Thread waking =
                    Thread.ofPlatform().start(() -> gates.forEach(gate -> gate.waker().wake()));
            runtime.close();
            Eventually.ends(waking);
            assertThat(cleaned).hasValue(50);
        }
    }

    /** B033. */
    @Test
    void ioEventsThatArriveMeanwhileDoNoHarm() throws Exception {
        for (int round = 0; round < 30; round++) {
            AsyncRuntime runtime = runtime();
            AtomicBoolean stop = new AtomicBoolean();
            TcpListener listener;
            try (EnterGuard _ = runtime.handle().enter()) {
                listener = TcpListener.bind(new InetSocketAddress("127.0.0.1", 0));
            }
            CountDownLatch accepted = new CountDownLatch(3);
            JoinHandle<Void> accepting =
                    runtime.spawn(() -> {
                        while (true) {
                            listener.accept().await().close();
                            accepted.countDown();
                        }
                    });
            Thread connecting =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (!stop.get()) {
                                    try (Socket client = new Socket()) {
                                        client.connect(listener.localAddress());
                                    } catch (IOException e) {
                                        return; // the listener is closed
                                    }
                                }
                            });
            Eventually.happens(accepted);
            runtime.close();
            stop.set(true);
            Eventually.ends(connecting);
            assertThat(Hand.value(accepting.outcome())).isEqualTo(new Outcome.Cancelled<Void>());
        }
    }

    /** B035, B038: idle workers hear of it at once, however long the deadline. */
    @Test
    void anIdleRuntimeClosesAtOnce() throws Exception {
        for (int round = 0; round < 100; round++) {
            AsyncRuntime runtime =
                    AsyncRuntime.multiThread()
                            .workerThreads(4)
                            .shutdownTimeout(Duration.ofSeconds(10_000))
                            .build();
            if (round % 2 == 0) {
                runtime.blockOn(runtime.spawn(Steps.yielding(1)));
            }
            Thread waking = Thread.ofPlatform().start(() -> runtime.spawn(Steps.busy(3)));
            runtime.close();
            Eventually.ends(waking);
        }
    }

    /** Neither a worker nor the watchdog looks at the reactor after its end. */
    @Test
    void nothingIsLoggedWhenARuntimeWithSocketsCloses() throws Exception {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        try (LogCapture _ = new LogCapture(log)) {
            for (int round = 0; round < 100; round++) {
                AsyncRuntime runtime = runtime();
                JoinHandle<Void> task =
                        runtime.spawn(() -> {
                            var address = new InetSocketAddress("127.0.0.1", 0);
                            try (var _ = TcpListener.bind(address)) {
                                yieldNow().await();
                            }
                        });
                runtime.blockOn(task);
                runtime.close();
            }
        }
        assertThat(log).isEmpty();
    }

    interface Action {
        void run() throws Exception;
    }

    private static Future<Integer> onCancel(Gate<Integer> gate, Action action) {
        return new Future<>() {
            @Override
            public Poll<Integer> poll(Context cx) {
                Poll<Integer> poll = gate.poll(cx);
                return poll.isReady() ? poll : Poll.pending();
            }

            @Override
            public boolean cancel(Context cx) {
                try {
                    action.run();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                return gate.cancel(cx);
            }
        };
    }
}
