package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static yamanote.Async.sleep;
import static yamanote.Async.spawnLocal;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.AsyncBody;
import yamanote.future.Context;
import yamanote.future.Waker;
import yamanote.runtime.EnterGuard;

/** Where {@code spawnLocal} finds something to spawn on. */
@Timeout(60)
class SpawnLocalTest {
    private final LocalSet set = LocalSet.create();

    /** B027. */
    @Test
    void insideBlockOnOfACurrentThreadRuntimeItNeedsNoSet() throws Exception {
        try (var runtime = Flavour.CURRENT_THREAD.build()) {
            Thread ranOn =
                    runtime.blockOn(() -> {
                        JoinHandle<Thread> local =
                                spawnLocal(() -> {
                                    sleep(Duration.ofMillis(1)).await();
                                    return spawnLocal(() -> Thread.currentThread()).await();
                                });
                        return local.await();
                    });
            assertThat(ranOn).isSameAs(Thread.currentThread());
        }
    }

    /** B027. */
    @Test
    void elsewhereItThrowsNamingBoth() throws Exception {
        throwsNamingBoth();
        try (var runtime = Flavour.MULTI_THREAD.build()) {
            runtime.blockOn(() -> throwsNamingBoth());
            runtime.blockOn(runtime.spawn(() -> throwsNamingBoth()));
        }
        try (var runtime = Flavour.CURRENT_THREAD.build();
                EnterGuard _ = runtime.handle().enter()) {
            throwsNamingBoth();
            runtime.blockOn(
                    runtime.spawnBlocking(() -> {
                        throwsNamingBoth();
                    }));
        }
    }

    /** B027: through the guard, or on a second thread in blockOn, it is not the tasks' thread. */
    @Test
    void onAThreadThatDoesNotRunTheTasksItThrows() throws Exception {
        try (var runtime = Flavour.CURRENT_THREAD.build()) {
            var check =
                    new FutureTask<Void>(() -> {
                        runtime.handle().blockOn(() -> throwsNamingBoth());
                        return null;
                    });
            Thread.ofPlatform().start(check);
            check.get();
        }
    }

    private static void throwsNamingBoth() {
        assertThatIllegalStateException()
                .isThrownBy(() -> spawnLocal(() -> 1))
                .withMessageContaining("set.runUntil(…)")
                .withMessageContaining("AsyncRuntime.currentThread()");
    }

    @Test
    void afterTheSetsPollTheThreadIsOutsideAgain() throws Exception {
        try (var runtime = Flavour.MULTI_THREAD.build()) {
            runtime.blockOn(() -> {
                set.runUntil(
                                () -> {
                                    spawnLocal(() -> {});
                                })
                        .await();
                throwsNamingBoth();
            });
        }
    }

    @Test
    void polledByHandInsideARuntimeTheSetUsesThatRuntime() throws Exception {
        AtomicBoolean woken = new AtomicBoolean();
        Context cx = Context.of(Waker.of(() -> woken.set(true)));
        try (var runtime = Flavour.MULTI_THREAD.build();
                EnterGuard _ = runtime.handle().enter()) {
            JoinHandle<Void> task =
                    set.spawnLocal(() -> {
                        sleep(Duration.ofMillis(2)).await();
                    });
            while (set.poll(cx).isPending()) {
                while (!woken.getAndSet(false)) {
                    Thread.onSpinWait();
                }
            }
            assertThat(task.isFinished()).isTrue();
        }
    }

    @Test
    void polledByHandOutsideOfAnyRuntimeTheSetNamesTheMend() {
        set.spawnLocal(() -> 1);
        assertThatIllegalStateException()
                .isThrownBy(() -> set.poll(Context.noop()))
                .withMessageContaining("runtime.blockOn(set.runUntil(…))");
        assertThatIllegalStateException()
                .isThrownBy(() -> set.runUntil(() -> 1).poll(Context.noop()));
    }

    @Test
    void aSecondThreadThatDrivesIsTold() throws Exception {
        try (var runtime = Flavour.MULTI_THREAD.build()) {
            JoinHandle<Void> inside =
                    set.spawnLocal(() -> {
                        var check =
                                new FutureTask<Void>(
                                        () ->
                                                assertThatIllegalStateException()
                                                        .isThrownBy(() -> runtime.blockOn(set))
                                                        .withMessageContaining("one task"),
                                        null);
                        Thread.ofPlatform().start(check);
                        check.get();
                    });
            runtime.blockOn(set);
            runtime.blockOn(inside);
        }
    }

    /** Bodies that nobody wove run on threads of their own, one turn at a time. */
    @ParameterizedTest
    @EnumSource
    @SuppressWarnings({"yamanote.awaitOutside", "yamanote.unwoven"}) // what is tested here
    void anUnwovenBodyIsInsideTheSetToo(Flavour flavour) throws Exception {
        var body =
                new AsyncBody<Integer>() {
                    @Override
                    public Integer run() throws Exception {
                        JoinHandle<Integer> local = spawnLocal(() -> 20);
                        sleep(Duration.ofMillis(1)).await();
                        return local.await() + spawnLocal(() -> 1).await();
                    }
                };
        try (var runtime = flavour.build()) {
            int value =
                    runtime.blockOn(
                            set.runUntil(() -> spawnLocal(body).await() + body.start().await()));
            assertThat(value).isEqualTo(42);
        }
    }
}
