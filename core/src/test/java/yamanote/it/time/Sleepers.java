package yamanote.it.time;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import yamanote.Async;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.time.Moment;
import yamanote.time.Sleep;

/** Spawns sleepers of random lengths at its first poll; ends when all have reported their end. */
final class Sleepers implements Future<@Nullable Void> {
    private final List<String> events;
    private final Random random;
    private final int count;
    private int running;
    private boolean started;

    Sleepers(List<String> events, Random random, int count) {
        this.events = events;
        this.random = random;
        this.count = count;
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) {
        if (!started) {
            started = true;
            running = count;
            for (int i = 0; i < count; i++) {
                var handle = Async.spawn(new Sleeper(i, cx));
                assert !handle.isFinished();
            }
        }
        return running == 0 ? Poll.ready(null) : Poll.pending();
    }

    private final class Sleeper implements Future<@Nullable Void> {
        private final int id;
        private final yamanote.future.Waker parent;
        private final Sleep sleep =
                Async.sleep(Duration.ofNanos(random.nextLong(3_600_000_000_000L)));

        Sleeper(int id, Context parent) {
            this.id = id;
            this.parent = parent.waker();
        }

        @Override
        public Poll<@Nullable Void> poll(Context cx) {
            if (sleep.poll(cx).isPending()) {
                return Poll.pending();
            }
            events.add(id + " at " + Moment.now());
            if (--running == 0) {
                parent.wake();
            }
            return Poll.ready(null);
        }

        @Override
        public boolean cancel(Context cx) {
            return sleep.cancel(cx);
        }
    }
}
