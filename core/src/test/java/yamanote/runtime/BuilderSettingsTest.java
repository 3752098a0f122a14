package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.Async;
import yamanote.future.Poll;
import yamanote.internal.scheduler.WorkerContext;
import yamanote.task.JoinHandle;

/** Settings of a multi-thread runtime: checked at the call (B023), and what they do. */
@Timeout(60)
class BuilderSettingsTest {
    private final RuntimeBuilder builder = AsyncRuntime.multiThread();

    /** B023. */
    @Test
    void wrongNumbersThrowAtTheCallAndNameTheSetting() {
        refused("workerThreads", b -> b.workerThreads(0));
        refused("workerThreads", b -> b.workerThreads(-1));
        refused("eventInterval", b -> b.eventInterval(0));
        refused("globalQueueInterval", b -> b.globalQueueInterval(0));
        refused("maxBlockingThreads", b -> b.maxBlockingThreads(0));
        refused("threadStackSize", b -> b.threadStackSize(0));
        refused("spinCeiling", b -> b.spinCeiling(Duration.ofNanos(-1)));
        refused("stuckThreshold", b -> b.stuckThreshold(Duration.ofNanos(-1)));
        refused("threadKeepAlive", b -> b.threadKeepAlive(Duration.ofNanos(-1)));
        refused("shutdownTimeout", b -> b.shutdownTimeout(Duration.ofNanos(-1)));
        refused("name", b -> b.name(""));
        refused("name", b -> b.name("a\0b"));
    }

    private void refused(String setting, Consumer<RuntimeBuilder> call) {
        assertThatThrownBy(() -> call.accept(builder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting);
    }

    /** B023. */
    @Test
    @SuppressWarnings("NullAway") // on purpose
    void missingHooksThrowAtTheCall() {
        missing(b -> b.onStuckWorker(null));
        missing(b -> b.threadFactory(null));
        missing(b -> b.onThreadStart(null));
        missing(b -> b.onThreadStop(null));
        missing(b -> b.onThreadPark(null));
        missing(b -> b.onThreadUnpark(null));
        missing(b -> b.onTaskSpawn(null));
        missing(b -> b.onTaskTerminate(null));
        missing(b -> b.onBeforeTaskPoll(null));
        missing(b -> b.onAfterTaskPoll(null));
        missing(b -> b.onUnhandledFailure(null));
        missing(_ -> AsyncRuntime.on(null));
    }

    private void missing(Consumer<RuntimeBuilder> call) {
        assertThatThrownBy(() -> call.accept(builder)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void workersAreForMultiThreadRuntimesOnly() {
        Executor executor = Runnable::run;
        assertThatThrownBy(() -> AsyncRuntime.currentThread().workerThreads(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AsyncRuntime.multiThread()");
        assertThatThrownBy(() -> AsyncRuntime.on(executor).workerThreads(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("executor");
    }

    @Test
    void aPausedClockNeedsACurrentThreadRuntime() {
        assertThatThrownBy(() -> builder.startPaused(true).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AsyncRuntime.currentThread()");
    }

    /** B023: the smallest ones; and nothing optional at all. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theSmallestSettingsWork(int workers) throws Exception {
        try (AsyncRuntime runtime =
                builder.workerThreads(workers)
                        .eventInterval(1)
                        .globalQueueInterval(1)
                        .lifoSlot(false)
                        .spinCeiling(Duration.ZERO)
                        .stuckThreshold(Duration.ZERO)
                        .threadKeepAlive(Duration.ZERO)
                        .maxBlockingThreads(1)
                        .io(false)
                        .time(false)
                        .build()) {
            for (int i = 0; i < 200; i++) {
                JoinHandle<Integer> task =
                        runtime.spawn(() ->
                                Async.spawn(Steps.busy(5)).await()
                                        + Async.spawn(Steps.yielding(5)).await()
                                        + Async.<Integer>spawnBlocking(() -> 1).await());
                assertThat(runtime.<Integer>blockOn(task)).isEqualTo(11);
            }
        }
    }

    @Test
    void theLongestDurationsWork() throws Exception {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
        try (AsyncRuntime runtime =
                builder.workerThreads(2)
                        .spinCeiling(Duration.ofMillis(1))
                        .stuckThreshold(forEver)
                        .threadKeepAlive(forEver)
                        .shutdownTimeout(forEver)
                        .build()) {
            JoinHandle<Integer> task = runtime.spawn(Steps.yielding(3));
            assertThat(runtime.<Integer>blockOn(task)).isEqualTo(3);
        }
    }

    /** B017: in tasks and in the root. */
    @ParameterizedTest
    @EnumSource
    void aDriverThatIsOffNamesTheMend(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.builder().time(false).io(false).build()) {
            JoinHandle<?> sleeping = runtime.spawn(Steps.ready(() -> Async.sleep(Duration.ZERO)));
            assertThatThrownBy(() -> runtime.blockOn(sleeping))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("time(false)");
            JoinHandle<?> reading = runtime.spawn(cx -> Poll.ready(((WorkerContext) cx).reactor()));
            assertThatThrownBy(() -> runtime.blockOn(reading))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("io(false)");
        }
    }
}
