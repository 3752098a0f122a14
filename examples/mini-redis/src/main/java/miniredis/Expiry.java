package miniredis;

import static yamanote.Async.async;
import static yamanote.Async.select;
import static yamanote.Async.sleep;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;

/**
 * The task that takes expired keys out of memory: sleeps until the next deadline, or until an
 * earlier one is set.
 */
final class Expiry {
    private Expiry() {}

    static Future<@Nullable Void> task(Db db) {
        return async(() -> {
            while (true) {
                long next = purge(db);
                if (next == Db.NEVER) {
                    db.earlierDeadline().notified().await();
                } else {
                    var due = sleep(Duration.ofMillis(next - db.now()));
                    select(due, db.earlierDeadline().notified()).await();
                }
            }
        });
    }

    private static long purge(Db db) {
        synchronized (db) {
            return db.purge();
        }
    }
}
