package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;

/** Futures: recipe cards. A promise starts at once; a future is inert until somebody polls it. */
class LazyFuturesTest {
    private final Shop shop = new Shop();

    @Test
    void promiseStartsWhenItIsMade() throws Exception {
        List<String> kitchen = new ArrayList<>();
        CompletableFuture<Void> promise =
                CompletableFuture.runAsync(() -> kitchen.add("already cooking"));
        promise.get();
        assertThat(kitchen).containsExactly("already cooking");
    }

    @Test
    void futureDoesNothingUntilItIsDriven() throws Exception {
        Future<Shop.User> future = shop.fetchUser(42); // nothing happens yet
        assertThat(shop.log).isEmpty();
        try (var runtime = Shop.paused()) {
            assertThat(runtime.blockOn(future).name()).isEqualTo("user 42"); // now it does
        }
        assertThat(shop.log).containsExactly("GET /users/42");
    }

    @Test
    void droppedFutureNeverRan() {
        List<String> log = new ArrayList<>();
        Future<Void> future =
                async(() -> {
                    log.add("ran");
                });
        assertThat(future.cancel(Context.noop())).isTrue();
        assertThat(log).isEmpty();
    }

    /**
     * An async body is an object of a few words, not a stack: see the figures in the benchmark
     * table.
     */
    @Test
    void tenThousandFuturesAreTenThousandSmallObjects() throws Exception {
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            int n = i;
            futures.add(async(() -> n));
        }
        try (var runtime = Shop.paused()) {
            int sum =
                    runtime.blockOn(
                            async(() -> {
                                int total = 0;
                                for (Future<Integer> future : futures) {
                                    total += future.await();
                                }
                                return total;
                            }));
            assertThat(sum).isEqualTo(9_999 * 10_000 / 2);
        }
    }
}
