package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.select;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.AsyncBody;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.runtime.AsyncRuntime;

/** A socket on which nothing happens, and tasks that wait for it a while and end. */
@OnEachDriver
@Timeout(60)
class WaitingInVainTest {
    private static final int TASKS = 5_000;

    @Parameter TestDriver driver;

    @Test
    void tasksThatWaitedInVainAndEndedAreForgotten() throws Exception {
        List<WeakReference<Object>> results = new ArrayList<>();
        try (var runtime = AsyncRuntime.currentThread().driver(driver.choice()).build()) {
            runtime.blockOn(() -> {
                try (var listener = TcpListener.bind(ANY_PORT)) {
                    for (int i = 0; i < TASKS; i++) {
                        AsyncBody<Object> wait =
                                () -> {
                                    select(listener.accept(), yieldNow()).await();
                                    return new Object();
                                };
                        results.add(new WeakReference<>(spawn(wait).await()));
                    }
                    long kept = TASKS;
                    for (int i = 0; i < 20 && kept > TASKS / 10; i++) {
                        System.gc();
                        kept = results.stream().filter(it -> it.get() != null).count();
                    }
                    assertThat(kept).isLessThanOrEqualTo(TASKS / 10);
                }
            });
        }
    }
}
