package yamanote.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.spawn;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.runtime.AsyncRuntime;

/** Signals that this process sends to itself; Tokio's signal_*.rs. */
@Timeout(60)
class SignalTest {
    private static void send(SignalKind kind) throws Exception {
        String pid = Long.toString(ProcessHandle.current().pid());
        assertThat(new ProcessBuilder("kill", "-" + kind.name(), pid).start().waitFor()).isZero();
    }

    @Test
    void listenerHearsOfEachSignalItWaitsFor() throws Exception {
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build();
                var hangup = Signal.listen(SignalKind.HANGUP)) {
            for (int i = 0; i < 3; i++) {
                send(SignalKind.HANGUP);
                runtime.blockOn(hangup.receive());
            }
        }
    }

    /** B298: those of all runtimes hear of it, whoever has been closed before. */
    @Test
    void listenersOfAllRuntimesHearOfIt() throws Exception {
        SignalKind kind = SignalKind.USER_DEFINED_1;
        try (var first = AsyncRuntime.currentThread().build();
                var second = AsyncRuntime.multiThread().workerThreads(2).build();
                var a = Signal.listen(kind);
                var b = Signal.listen(kind)) {
            Signal.listen(kind).close();
            try (var third = AsyncRuntime.currentThread().build()) {
                third.spawn(a.receive().byRef());
            }
            send(kind);
            first.blockOn(a.receive());
            second.blockOn(b.receive());
        }
    }

    @Test
    void signalsCoalesce() throws Exception {
        SignalKind kind = new SignalKind("CONT");
        try (var runtime = AsyncRuntime.currentThread().build();
                var listener = Signal.listen(kind);
                var other = Signal.listen(kind)) {
            for (int i = 0; i < 5; i++) {
                send(kind);
                runtime.blockOn(other.receive());
            }
            runtime.blockOn(listener.receive());
            assertThat(listener.receive().poll(Context.noop()).isPending()).isTrue();
        }
    }

    @Test
    void cancelledReceiveLosesNoSignal() throws Exception {
        SignalKind kind = SignalKind.WINDOW_CHANGE;
        try (var runtime = AsyncRuntime.currentThread().build();
                var listener = Signal.listen(kind);
                var other = Signal.listen(kind)) {
            Future<?> receive = listener.receive();
            assertThat(receive.poll(Context.noop()).isPending()).isTrue();
            send(kind);
            runtime.blockOn(other.receive());
            assertThat(receive.cancel(Context.noop())).isTrue();
            runtime.blockOn(listener.receive());
        }
    }

    @Test
    void manyListenersEachHearOfIt() throws Exception {
        SignalKind kind = SignalKind.HANGUP;
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            runtime.blockOn(() -> {
                List<Future<?>> tasks = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    Signal listener = Signal.listen(kind);
                    tasks.add(
                            spawn(() -> {
                                try (listener) {
                                    listener.receive().await();
                                }
                            }));
                }
                send(kind);
                for (Future<?> task : tasks) {
                    task.await();
                }
            });
        }
    }

    @Test
    void ctrlCListensFromItsFirstPoll() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            Future<?> ctrlC = Signal.ctrlC();
            Future<?> terminate = Signal.terminate();
            assertThat(ctrlC.poll(Context.of(Waker.noop())).isPending()).isTrue();
            assertThat(terminate.poll(Context.of(Waker.noop())).isPending()).isTrue();
            send(SignalKind.INTERRUPT);
            runtime.blockOn(ctrlC);
            assertThat(terminate.poll(Context.noop()).isPending()).isTrue();
            send(SignalKind.TERMINATE);
            runtime.blockOn(terminate);
        }
    }

    /** B300. In Tokio a listener needs a runtime; here it does not. */
    @ParameterizedTest
    @ValueSource(strings = {"KILL", "STOP", "ILL", "FPE", "SEGV", "NOSUCH"})
    void forbiddenSignalsAreRefused(String name) {
        assertThatThrownBy(() -> Signal.listen(new SignalKind(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SIG" + name);
    }

    @Test
    void kindsHaveOneNameHoweverTheyAreWritten() {
        assertThat(new SignalKind("sighup")).isEqualTo(SignalKind.HANGUP).hasToString("SIGHUP");
    }
}
