package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.internal.util.Sited;
import yamanote.task.JoinHandle;

/** Results that nobody reads. */
@Timeout(60)
class UnhandledFailureTest {
    private final List<String> unhandled = Collections.synchronizedList(new ArrayList<>());
    private final AsyncRuntime runtime =
            AsyncRuntime.currentThread()
                    .onUnhandledFailure((site, t) -> unhandled.add(site + ": " + t.getMessage()))
                    .build();

    @Test
    void aFailureWhoseHandleIsGoneIsReportedWithItsSite() throws Exception {
        runtime.spawn(new Failing("lost"));
        runUntil(() -> !unhandled.isEmpty());
        assertThat(unhandled).containsExactly("Here.java:1: lost");
        runtime.close();
        assertThat(unhandled).hasSize(1);
    }

    @Test
    void aFailureThatWasReadIsNotReported() throws Exception {
        JoinHandle<Integer> read = runtime.spawn(new Failing("read"));
        runtime.blockOn(read.outcome());
        runtime.close();
        assertThat(unhandled).isEmpty();
    }

    @Test
    void whileAHandleCanBeReadNothingIsReportedBeforeTheEnd() throws Exception {
        JoinHandle<Integer> kept = runtime.spawn(new Failing("kept"));
        for (int i = 0; i < 3; i++) {
            System.gc();
            runtime.blockOn(Steps.yielding(3));
        }
        assertThat(unhandled).isEmpty();
        runtime.close();
        assertThat(unhandled).containsExactly("Here.java:1: kept");
        assertThat(kept.isFinished()).isTrue();
    }

    @Test
    void anOwnedValueWhoseHandleIsGoneIsClosedOnce() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        runtime.spawn(Steps.<Owned>ready(() -> closed::incrementAndGet));
        runUntil(() -> closed.get() > 0);
        runtime.close();
        assertThat(closed).hasValue(1);
    }

    @Test
    void anOwnedValueThatWasReadIsTheReaders() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        JoinHandle<Owned> handle = runtime.spawn(Steps.<Owned>ready(() -> closed::incrementAndGet));
        Owned value = runtime.blockOn(handle);
        runtime.close();
        assertThat(closed).hasValue(0);
        value.close();
        assertThat(closed).hasValue(1);
    }

    @Test
    void aFailedBlockingJobIsReportedToo() throws Exception {
        runtime.spawnBlocking(() -> {
            throw new IOException("job");
        });
        runtime.close();
        assertThat(unhandled).singleElement().asString().endsWith(": job");
    }

    @Test
    void aHandlerThatThrowsHarmsNobody() throws Exception {
        List<String> log = new ArrayList<>();
        AsyncRuntime other =
                AsyncRuntime.currentThread()
                        .onUnhandledFailure((site, t) -> {
                            throw new IllegalStateException("handler");
                        })
                        .build();
        other.spawn(new Failing("lost"));
        other.blockOn(Steps.yielding(1));
        try (LogCapture _ = new LogCapture(log)) {
            other.close();
        }
        assertThat(log).singleElement().asString().contains("handler", "lost");
    }

    @Test
    void byDefaultItIsLoggedWithItsSite() throws Exception {
        List<String> log = new ArrayList<>();
        AsyncRuntime other = AsyncRuntime.currentThread().build();
        other.spawn(new Failing("lost"));
        other.blockOn(Steps.yielding(1));
        try (LogCapture _ = new LogCapture(log)) {
            other.close();
        }
        assertThat(log).singleElement().asString().contains("Here.java:1", "lost");
    }

    @Test
    void aVirtualMachineErrorIsLoggedAtOnce() throws Exception {
        List<String> log = new ArrayList<>();
        try (LogCapture _ = new LogCapture(log)) {
            JoinHandle<Integer> handle =
                    runtime.spawn(cx -> {
                        throw new InternalError("machine");
                    });
            runtime.blockOn(Steps.yielding(1));
            assertThat(log).singleElement().asString().contains("machine");
            assertThat(handle.isFinished()).isTrue();
        }
        runtime.close();
    }

    private void runUntil(BooleanSupplier seen) throws Exception {
        while (!seen.getAsBoolean()) {
            System.gc();
            runtime.blockOn(Steps.yielding(3));
        }
    }

    private record Failing(String message) implements Future<Integer>, Sited {
        @Override
        public Poll<Integer> poll(Context cx) throws Exception {
            throw new IOException(message);
        }

        @Override
        public String site() {
            return "Here.java:1";
        }
    }
}
