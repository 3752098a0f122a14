package guide;

import static yamanote.Async.async;
import static yamanote.Async.sleep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import yamanote.future.Future;
import yamanote.runtime.AsyncRuntime;

/**
 * What the guide's examples call: remote services that take their time, and a log of what really
 * happened.
 */
final class Shop {
    record User(long id, String name) {}

    record Post(long author, String title) {}

    final List<String> log = new ArrayList<>();

    Future<User> fetchUser(long id) {
        return async(() -> {
            log.add("GET /users/" + id);
            sleep(Duration.ofMillis(50)).await();
            return new User(id, "user " + id);
        });
    }

    Future<List<Post>> fetchPosts(long userId) {
        return async(() -> {
            log.add("GET /posts/" + userId);
            sleep(Duration.ofMillis(80)).await();
            return List.of(new Post(userId, "first"), new Post(userId, "second"));
        });
    }

    /** A runtime whose clock jumps to the next timer: hours pass in no time. */
    static AsyncRuntime paused() throws Exception {
        return AsyncRuntime.currentThread().startPaused(true).build();
    }

    /** How long {@code work} takes on a clock, in milliseconds. */
    static long millis(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1_000_000;
    }
}
