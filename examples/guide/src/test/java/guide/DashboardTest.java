package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.select;
import static yamanote.Async.sleep;
import static yamanote.Async.timeout;
import static yamanote.Async.tryJoin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.future.Select2;
import yamanote.time.Moment;

/** A dashboard: the user is critical, each of the rest has a time limit of its own. */
class DashboardTest {
    record Dashboard(String user, String posts, String notifications, String settings) {}

    private final List<String> log = new ArrayList<>();

    private Future<String> fetch(String what, Duration takes) {
        return async(() -> {
            try {
                sleep(takes).await();
                log.add(what);
                return what;
            } finally {
                log.add("end of " + what);
            }
        });
    }

    private Future<Dashboard> dashboard(Duration user, Duration settings) {
        return async(() -> {
            // Nothing has begun: these are descriptions of work.
            var userFuture = fetch("user", user);
            var postsFuture = fetch("posts", Duration.ofMillis(300));
            var notificationsFuture = fetch("notifications", Duration.ofMillis(200));
            var settingsFuture = fetch("settings", settings);

            String name =
                    switch (select(userFuture, sleep(Duration.ofSeconds(2))).await()) {
                        case Select2.First(var it) -> it;
                        case Select2.Second(var _) -> throw new TimeoutException("user");
                    };
            var rest =
                    tryJoin(
                                    timeout(Duration.ofSeconds(5), postsFuture),
                                    timeout(Duration.ofSeconds(3), notificationsFuture),
                                    timeout(Duration.ofSeconds(1), settingsFuture))
                            .await();
            return new Dashboard(name, rest.first(), rest.second(), rest.third());
        });
    }

    @Test
    void restIsFetchedAllAtOnceAfterTheUser() throws Exception {
        try (var runtime = Shop.paused()) {
            long took =
                    runtime.blockOn(() -> {
                        Moment start = Moment.now();
                        assertThat(dashboard(Duration.ofSeconds(1), Duration.ofMillis(100)).await())
                                .isEqualTo(
                                        new Dashboard(
                                                "user", "posts", "notifications", "settings"));
                        return start.elapsed().toMillis();
                    });
            assertThat(took).isEqualTo(1000 + 300);
        }
    }

    @Test
    void slowUserFailsItAndNothingElseBegins() throws Exception {
        try (var runtime = Shop.paused()) {
            assertThatThrownBy(
                            () -> runtime.blockOn(dashboard(Duration.ofSeconds(9), Duration.ZERO)))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessage("user");
        }
        assertThat(log).containsExactly("end of user");
    }

    @Test
    void slowSettingsCancelTheirSiblings() throws Exception {
        try (var runtime = Shop.paused()) {
            long took =
                    runtime.blockOn(() -> {
                        Moment start = Moment.now();
                        try {
                            dashboard(Duration.ZERO, Duration.ofSeconds(4)).await();
                            throw new AssertionError("settings take too long");
                        } catch (TimeoutException e) {
                            return start.elapsed().toMillis();
                        }
                    });
            assertThat(took).isEqualTo(1000);
        }
        assertThat(log).contains("posts", "end of settings").doesNotContain("settings");
    }
}
