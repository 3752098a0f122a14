package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.owning;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.sync.Semaphore;
import yamanote.task.JoinHandle;
import yamanote.time.Moment;

/** Bounded concurrency: a semaphore decides how many requests are under way. */
class BoundedFetchTest {
    private int underWay;
    private int most;

    private Future<String> fetchUrl(String url) {
        return async(() -> {
            most = Math.max(most, ++underWay);
            try {
                sleep(Duration.ofMillis(50)).await();
                if (url.startsWith("bad:")) {
                    throw new IOException(url);
                }
                return "200 " + url;
            } finally {
                underWay--;
            }
        });
    }

    /** The permit moves into the task: given back when it ends, however it ends. */
    private Future<List<String>> boundedFetch(Semaphore limit, List<String> urls) {
        return async(() -> {
            List<JoinHandle<String>> handles = new ArrayList<>();
            for (String url : urls) {
                var permit = limit.acquire().await();
                handles.add(spawn(owning(permit, fetchUrl(url))));
            }
            List<String> results = new ArrayList<>();
            for (var handle : handles) {
                results.add(handle.await());
            }
            return results;
        });
    }

    @Test
    void neverMoreThanTheSemaphoreHasPermits() throws Exception {
        List<String> urls = IntStream.range(0, 100).mapToObj(i -> "http://x/" + i).toList();
        Semaphore limit = Semaphore.of(10);
        try (var runtime = Shop.paused()) {
            long took =
                    runtime.blockOn(() -> {
                        Moment start = Moment.now();
                        assertThat(boundedFetch(limit, urls).await())
                                .containsExactlyElementsOf(
                                        urls.stream().map(url -> "200 " + url).toList());
                        return start.elapsed().toMillis();
                    });
            assertThat(took).isEqualTo(100 / 10 * 50);
        }
        assertThat(most).isEqualTo(10);
        assertThat(limit.availablePermits()).isEqualTo(10);
    }

    @Test
    void failedFetchGivesItsPermitBack() throws Exception {
        Semaphore limit = Semaphore.of(2);
        try (var runtime = Shop.paused()) {
            var urls = List.of("http://a", "bad:b", "http://c");
            assertThatThrownBy(() -> runtime.blockOn(boundedFetch(limit, urls)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("bad:b");
            runtime.blockOn(async(() -> sleep(Duration.ofSeconds(1)).await()));
        }
        assertThat(limit.availablePermits()).isEqualTo(2);
    }
}
