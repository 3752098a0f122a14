package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.interval;
import static yamanote.Async.select;
import static yamanote.Async.sleep;
import static yamanote.Async.timeout;
import static yamanote.test.AsyncTests.runTest;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.future.Select2;
import yamanote.test.AsyncTest;
import yamanote.time.Moment;

/** Timeouts by select and by name, retries with back-off, and the clock that tests hold. */
@AsyncTest(paused = true)
class TimeoutsTest {
    private int calls;

    private static Future<String> fetchUrl(Duration takes) {
        return async(() -> {
            sleep(takes).await();
            return "200 OK";
        });
    }

    private static Future<String> fetchWithTimeout(Duration takes) {
        return async(() ->
                switch (select(fetchUrl(takes), sleep(Duration.ofSeconds(10))).await()) {
                    case Select2.First(var response) -> response;
                    case Select2.Second(var _) -> throw new TimeoutException("10 s");
                });
    }

    private static Future<String> fetchWithTimeoutV2(Duration takes) {
        return async(() -> timeout(Duration.ofSeconds(10), fetchUrl(takes)).await());
    }

    @Test
    void quickResponseBeatsTheTimeout() throws Exception {
        runTest(() -> {
            assertThat(fetchWithTimeout(Duration.ofSeconds(1)).await()).isEqualTo("200 OK");
            assertThat(fetchWithTimeoutV2(Duration.ofSeconds(1)).await()).isEqualTo("200 OK");
        });
    }

    @Test
    void slowResponseTimesOutInBothForms() {
        assertThatThrownBy(() -> runTest(fetchWithTimeout(Duration.ofSeconds(11))))
                .isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> runTest(fetchWithTimeoutV2(Duration.ofSeconds(11))))
                .isInstanceOf(TimeoutException.class);
    }

    private Future<String> flaky(int failures) {
        return async(() -> {
            if (calls++ < failures) {
                throw new IOException("connection reset");
            }
            return "200 OK";
        });
    }

    private Future<String> fetchWithRetry(int failures, int maxRetries) {
        return async(() -> {
            Duration delay = Duration.ofMillis(100);
            for (int attempt = 0; ; attempt++) {
                try {
                    return flaky(failures).await();
                } catch (IOException e) {
                    if (attempt == maxRetries) {
                        throw e;
                    }
                }
                sleep(delay).await();
                delay = min(delay.multipliedBy(2), Duration.ofSeconds(30));
            }
        });
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    @Test
    void retriesBackOffExponentially() throws Exception {
        runTest(() -> {
            Moment start = Moment.now();
            assertThat(fetchWithRetry(3, 5).await()).isEqualTo("200 OK");
            assertThat(start.elapsed()).isEqualTo(Duration.ofMillis(100 + 200 + 400));
            assertThat(calls).isEqualTo(4);
        });
    }

    @Test
    void lastErrorSurfacesUnchanged() {
        assertThatThrownBy(() -> runTest(fetchWithRetry(100, 2)))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
        assertThat(calls).isEqualTo(3);
    }

    @Test
    void intervalTicksAtOnceAndThenPeriodically() throws Exception {
        runTest(() -> {
            var ticks = interval(Duration.ofSeconds(1));
            Moment start = Moment.now();
            for (int i = 0; i < 4; i++) {
                ticks.tick().await();
            }
            assertThat(start.elapsed()).isEqualTo(Duration.ofSeconds(3));
        });
    }

    /** The guide: time::pause, time::advance. */
    @Test
    void pausedClockMakesTenHoursPassAtOnce() throws Exception {
        assertThat(
                        Shop.millis(() -> {
                            runTest(() -> sleep(Duration.ofHours(10)).await());
                            return null;
                        }))
                .isLessThan(10_000);
    }
}
