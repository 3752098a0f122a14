package yamanote.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.io.AsyncRead;
import yamanote.io.AsyncWrite;
import yamanote.runtime.AsyncRuntime;

/**
 * Operations on child processes, cancelled at each of their waits: no child and no pipe is left.
 */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class CancelTest {
    /** So that the child is known among those that other tests may have left. */
    private static final String SECONDS = "1000" + ProcessHandle.current().pid();

    private final Context cx = Context.noop();

    /** When an operation is cancelled. */
    enum Moment {
        NOT_POLLED,
        QUEUED,
        CARRIED_OUT
    }

    private interface Operation {
        Future<?> of(Command command);
    }

    /** Each of the three begins with the start of the child. */
    enum Start implements Operation {
        SPAWN {
            @Override
            public Future<?> of(Command command) {
                return command.spawn();
            }
        },
        STATUS {
            @Override
            public Future<?> of(Command command) {
                return command.status();
            }
        },
        OUTPUT {
            @Override
            public Future<?> of(Command command) {
                return command.output();
            }
        }
    }

    private static Command endless() {
        return Command.of("sleep", SECONDS)
                .stdin(Stdio.piped())
                .stdout(Stdio.piped())
                .stderr(Stdio.piped())
                .killOnClose(true);
    }

    private static Command echo() {
        return Command.of("cat").stdin(Stdio.piped()).stdout(Stdio.piped()).killOnClose(true);
    }

    private static long children() {
        return ProcessHandle.current().children().count();
    }

    private static boolean isStarted() {
        return ProcessHandle.current()
                .children()
                .flatMap(child -> child.info().arguments().stream())
                .anyMatch(arguments -> List.of(arguments).contains(SECONDS));
    }

    private static long pipes() {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(CancelTest::isPipe).count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isPipe(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    /** The system is told, and follows by itself. */
    private static void eventually(String what, BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStartThatNobodyWaitsForAnyMoreLeavesNothing(Start start) throws Exception {
        long childrenBefore = children();
        long pipesBefore = pipes();
        for (Moment moment : Moment.values()) {
            try (var runtime = AsyncRuntime.currentThread().maxBlockingThreads(1).build()) {
                runtime.blockOn(() -> {
                    Future<?> future = start.of(endless());
                    CountDownLatch go = new CountDownLatch(1);
                    runtime.spawnBlocking(() -> go.await());
                    if (moment != Moment.NOT_POLLED) {
                        assertThat(future.poll(cx).isPending()).isTrue();
                    }
                    if (moment == Moment.CARRIED_OUT) {
                        go.countDown();
                        eventually("started", CancelTest::isStarted);
                    }
                    assertThat(future.cancel(cx)).isTrue();
                    assertThat(future.cancel(cx)).isTrue();
                    go.countDown();
                });
            }
            eventually("children, cancelled " + moment, () -> children() <= childrenBefore);
            eventually("pipes, cancelled " + moment, () -> pipes() <= pipesBefore);
        }
    }

    @Test
    void theEndOfAChildIsToldToWhoeverWaitsAgain() throws Exception {
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            runtime.blockOn(() -> {
                try (Child child = endless().spawn().await()) {
                    for (Future<?> wait : new Future<?>[] {child.exited(), child.output()}) {
                        assertThat(wait.poll(cx).isPending()).isTrue();
                        assertThat(wait.cancel(cx)).isTrue();
                        assertThat(wait.cancel(cx)).isTrue();
                    }
                    child.exited().cancel(cx);
                    child.kill().cancel(cx);
                    assertThat(child.tryExited()).as("not killed by what was not polled").isNull();
                    Future<?> kill = child.kill();
                    kill.poll(cx);
                    kill.cancel(cx);
                    assertThat(child.exited().await()).isEqualTo(new ExitStatus(128 + 9));
                }
            });
        }
    }

    /** One byte there and back at a time, each after a read that was given up. */
    @Test
    void whatAChildAnswersIsReadOnce() throws Exception {
        long pipesBefore = pipes();
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            runtime.blockOn(() -> {
                try (Child child = echo().spawn().await()) {
                    AsyncWrite in = Objects.requireNonNull(child.stdin());
                    AsyncRead out = Objects.requireNonNull(child.stdout());
                    for (int i = 0; i < 100; i++) {
                        ByteBuffer target = ByteBuffer.allocate(8);
                        Future<Integer> read = out.read(target);
                        assertThat(read.poll(cx).isPending()).isTrue();
                        in.writeAll(ByteBuffer.wrap(new byte[] {(byte) i})).await();
                        if (i % 2 == 0) {
                            in.flush().await();
                        }
                        read.cancel(cx);
                        assertThat(out.read(target).await()).isEqualTo(1);
                        assertThat(target.get(0)).isEqualTo((byte) i);
                    }
                }
            });
        }
        eventually("pipes", () -> pipes() <= pipesBefore);
    }

    /** It does not read its input as long as nobody reads its output. */
    @Test
    void whatAChildIsToldIsWrittenOnce() throws Exception {
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            runtime.blockOn(() -> {
                try (Child child = echo().spawn().await()) {
                    AsyncWrite in = Objects.requireNonNull(child.stdin());
                    AsyncRead out = Objects.requireNonNull(child.stdout());
                    ByteBuffer source = ByteBuffer.allocate(1 << 20);
                    for (int i = 0; i < source.capacity(); i++) {
                        source.put(i, (byte) (i >> 10));
                    }
                    int stuck = 0;
                    while (stuck < 50) {
                        Future<Integer> write = in.write(source);
                        if (write.poll(cx) instanceof Poll.Ready<Integer>) {
                            stuck = 0;
                        } else {
                            stuck++;
                            TimeUnit.MILLISECONDS.sleep(1);
                        }
                        write.cancel(cx);
                    }
                    assertThat(source.remaining()).as("held up").isPositive();
                    int written = source.position();
                    ByteBuffer all = ByteBuffer.allocate(source.capacity());
                    while (all.position() < written) {
                        assertThat(out.read(all).await()).isPositive();
                    }
                    in.shutdown().await();
                    assertThat(out.read(all).await()).isEqualTo(-1);
                    assertThat(all.flip()).isEqualTo(source.flip());
                }
            });
        }
    }

    /** The read that goes on when a child is closed fails, which is nobody's failure. */
    @Test
    void aChildThatIsClosedDuringAReadReportsNothing() throws Exception {
        Queue<Throwable> reported = new ConcurrentLinkedQueue<>();
        try (var runtime =
                AsyncRuntime.currentThread()
                        .onUnhandledFailure((site, failure) -> reported.add(failure))
                        .build()) {
            runtime.blockOn(() -> {
                for (int i = 0; i < 50; i++) {
                    try (Child child = endless().spawn().await()) {
                        Future<Integer> read =
                                Objects.requireNonNull(child.stdout()).read(ByteBuffer.allocate(1));
                        read.poll(cx);
                        read.cancel(cx);
                    }
                }
            });
        }
        assertThat(reported).isEmpty();
    }

    @Test
    void afterTheCloseOfAChildThereIsNothingToRead() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(() -> {
                Child child = endless().spawn().await();
                AsyncRead out = Objects.requireNonNull(child.stdout());
                Future<Integer> read = out.read(ByteBuffer.allocate(1));
                read.poll(cx);
                child.close();
                assertThatThrownBy(() -> read.poll(cx))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("closed");
            });
        }
    }
}
