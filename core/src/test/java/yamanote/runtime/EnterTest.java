package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import yamanote.Async;
import yamanote.internal.util.Ambient;
import yamanote.task.JoinHandle;

/** Guards of enter(); Tokio's rt_handle.rs. */
class EnterTest {
    private final AsyncRuntime first = AsyncRuntime.currentThread().build();
    private final AsyncRuntime second = AsyncRuntime.currentThread().build();

    @AfterEach
    void close() {
        Ambient.swap(null);
        first.close();
        second.close();
    }

    /** B016: guards nest. */
    @Test
    void leavingAnInnerGuardRestoresTheOuterRuntime() throws Exception {
        try (EnterGuard _ = first.handle().enter()) {
            try (EnterGuard _ = second.handle().enter()) {
                Async.spawn(Steps.ready(() -> 1));
            }
            JoinHandle<Integer> task = Async.spawn(Steps.ready(() -> 2));
            assertThat(first.<Integer>blockOn(task)).isEqualTo(2);
        }
        assertThat(second.metrics().aliveTasks()).isEqualTo(1);
        assertThatThrownBy(RuntimeHandle::current).isInstanceOf(IllegalStateException.class);
    }

    /** B016: also when all guards are of one runtime. */
    @Test
    void guardsOutOfOrderThrowAndTheThreadStaysUsable() throws Exception {
        EnterGuard outer = first.handle().enter();
        EnterGuard inner = first.handle().enter();
        assertThatThrownBy(outer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("try-with-resources");
        inner.close();
        outer.close();
        assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
        try (EnterGuard _ = first.handle().enter()) {
            Integer value = first.blockOn(Async.spawn(Steps.ready(() -> 3)));
            assertThat(value).isEqualTo(3);
        }
    }
}
