package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.blockInPlace;
import static yamanote.Async.spawnBlocking;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Owned;
import yamanote.future.Waker;
import yamanote.runtime.AsyncRuntime;

/** Locks and permits for threads that poll no task. */
@Timeout(60)
class BlockingCallsTest {
    private final Hand hand = new Hand();
    private final Semaphore semaphore = Semaphore.of(3);
    private final Mutex<Integer> mutex = Mutex.of(1);
    private final RwLock<Integer> lock = RwLock.of(1, 3);

    /** Each blocking call, and what it says instead. */
    private record Call(Callable<? extends Owned> call, String method, String mend) {}

    private List<Call> calls() {
        return List.of(
                new Call(semaphore::blockingAcquire, "blockingAcquire()", "acquire().await()"),
                new Call(
                        () -> semaphore.blockingAcquireMany(2),
                        "blockingAcquire()",
                        "acquire().await()"),
                new Call(mutex::blockingLock, "blockingLock()", "lock().await()"),
                new Call(lock::blockingRead, "blockingRead()", "read().await()"),
                new Call(lock::blockingWrite, "blockingWrite()", "write().await()"));
    }

    /** A call on a thread of its own. */
    private record Running<T>(Thread thread, CompletableFuture<T> result) {
        static <T> Running<T> on(Thread.Builder threads, Callable<T> call) {
            var result = new CompletableFuture<T>();
            var thread =
                    threads.start(() -> {
                        try {
                            result.complete(call.call());
                        } catch (Throwable t) {
                            result.completeExceptionally(t);
                        }
                    });
            return new Running<>(thread, result);
        }

        /** Returns once the thread stands in line. */
        Running<T> inLine() {
            while (!(LockSupport.getBlocker(thread) instanceof Waker)) {
                Thread.onSpinWait();
            }
            return this;
        }

        T get() throws Exception {
            return result.get();
        }
    }

    private static <T> Running<T> start(Callable<T> call) {
        return Running.on(Thread.ofPlatform().daemon(), call);
    }

    private boolean allIsFree() {
        boolean free = true;
        for (Owned held :
                new Owned[] {semaphore.tryAcquireMany(3), mutex.tryLock(), lock.tryWrite()}) {
            free &= held != null;
            if (held != null) {
                held.close();
            }
        }
        return free;
    }

    @Test
    void whatIsFreeIsTakenAtOnce() throws Exception {
        for (Call call : calls()) {
            try (Owned held = call.call.call()) {
                assertThat(held).isNotNull();
                assertThat(allIsFree()).isFalse();
            }
            assertThat(allIsFree()).isTrue();
        }
        try (var guard = mutex.blockingLock()) {
            guard.set(2);
            assertThat(guard.get()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onAThreadThatPollsTasksTheyThrowAndNameTheMend(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            for (Call call : calls()) {
                for (boolean spawned : new boolean[] {false, true}) {
                    assertThatThrownBy(
                                    () -> {
                                        if (spawned) {
                                            runtime.blockOn(
                                                    runtime.spawn(() -> {
                                                        call.call.call();
                                                    }));
                                        } else {
                                            runtime.blockOn(() -> {
                                                call.call.call();
                                            });
                                        }
                                    })
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage(
                                    "%s would block this thread, which polls tasks: use %s, or call"
                                                    .formatted(call.method, call.mend)
                                            + " it in spawnBlocking(…) or blockInPlace(…)");
                }
            }
        }
        assertThat(allIsFree()).isTrue();
    }

    @Test
    void whereTheMendSendsThemTheyWork() throws Exception {
        try (AsyncRuntime runtime = Flavour.MULTI_THREAD.build()) {
            runtime.blockOn(() -> {
                for (Call call : calls()) {
                    spawnBlocking(() -> call.call.call()).await().close();
                    blockInPlace(() -> call.call.call()).close();
                }
            });
        }
        assertThat(allIsFree()).isTrue();
    }

    /** Threads and tasks stand in one line. */
    @Test
    void aThreadWaitsItsTurnAmongTasks() throws Exception {
        var held = hand.ready(mutex.lock());
        var before = hand.pending(mutex.lock());
        var thread = start(mutex::blockingLock).inLine();
        var behind = hand.pending(mutex.lock());
        held.close();
        assertThat(mutex.tryLock()).isNull();
        hand.ready(before).close();
        hand.pending(behind);
        thread.get().close();
        hand.ready(behind).close();
        assertThat(allIsFree()).isTrue();
    }

    @Test
    void aWriterThatBlocksKeepsLaterReadersOut() throws Exception {
        var reader = hand.ready(lock.read());
        var writer = start(lock::blockingWrite).inLine();
        var late = hand.pending(lock.read());
        var lateThread = start(lock::blockingRead);
        reader.close();
        try (var guard = writer.get()) {
            hand.pending(late);
            guard.set(5);
        }
        assertThat(hand.ready(late).get()).isEqualTo(5);
        assertThat(lateThread.get().get()).isEqualTo(5);
    }

    @Test
    void closeRefusesAThreadThatWaits() throws Exception {
        hand.ready(semaphore.acquireMany(2));
        var waiting = start(() -> semaphore.blockingAcquireMany(2)).inLine();
        semaphore.close();
        assertThatThrownBy(waiting::get).hasRootCauseInstanceOf(ClosedException.class);
        assertThatThrownBy(semaphore::blockingAcquire)
                .isInstanceOf(ClosedException.class)
                .hasMessage("the semaphore is closed");
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }

    @Test
    void anInterruptLosesThePlaceAndNothingElse() throws Exception {
        for (Thread.Builder threads : List.of(Thread.ofPlatform().daemon(), Thread.ofVirtual())) {
            var held = hand.ready(semaphore.acquireMany(2));
            var waiting = Running.on(threads, () -> semaphore.blockingAcquireMany(3)).inLine();
            assertThat(semaphore.availablePermits()).isZero();
            var behind = hand.pending(semaphore.acquire());
            waiting.thread.interrupt();
            assertThatThrownBy(waiting::get).hasRootCauseInstanceOf(InterruptedException.class);
            hand.ready(behind).close();
            held.close();
            assertThat(semaphore.availablePermits()).isEqualTo(3);
        }
    }

    @Test
    void anInterruptThatCameBeforeIsSeenAndCleared() {
        for (Call call : calls()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(call.call::call).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
        assertThat(allIsFree()).isTrue();
    }

    @Test
    void aThreadAndATaskHandTheLockToAndFro() throws Exception {
        int rounds = 2_000;
        try (AsyncRuntime runtime = Flavour.CURRENT_THREAD.build()) {
            var thread =
                    start(() -> {
                        for (int i = 0; i < rounds; i++) {
                            try (var guard = mutex.blockingLock()) {
                                guard.set(guard.get() + 1);
                            }
                        }
                        return rounds;
                    });
            runtime.blockOn(() -> {
                for (int i = 0; i < rounds; i++) {
                    try (var guard = mutex.lock().await()) {
                        guard.set(guard.get() + 1);
                    }
                }
            });
            thread.get();
        }
        assertThat(Objects.requireNonNull(mutex.tryLock()).get()).isEqualTo(2 * rounds + 1);
    }
}
