package yamanote.internal.scheduler;

import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Poller;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.task.UnreadResults;
import yamanote.internal.timer.TimeSource;
import yamanote.internal.timer.TimerWheel;

/** A runtime that is none: it has neither timers nor I/O. */
final class NoServices implements Services {
    static final SchedulerConfig CONFIG = config(0);

    /** With a watchdog. */
    static SchedulerConfig watched() {
        return config(Long.MAX_VALUE);
    }

    /** With a watchdog, and with I/O. */
    static SchedulerConfig watched(Poller.Factory io) {
        return config(Long.MAX_VALUE, io);
    }

    private static SchedulerConfig config(long stuckNanos) {
        return config(stuckNanos, null);
    }

    private static SchedulerConfig config(long stuckNanos, Poller.@Nullable Factory io) {
        return new SchedulerConfig(
                io, false, 61, 61, true, 0, stuckNanos, (_, _, _, _) -> {}, null, null, null);
    }

    private final TimeSource time;
    private final UnreadResults unread = new UnreadResults((_, _) -> {});
    private final Seeds seeds = new Seeds(1);

    /** Its clock stands still. */
    NoServices() {
        this(() -> 0);
    }

    NoServices(TimeSource time) {
        this.time = time;
    }

    @Override
    public TimeSource time() {
        return time;
    }

    @Override
    public TimerWheel wheel() {
        throw new IllegalStateException("no timers here");
    }

    @Override
    public Reactor reactor() {
        throw new IllegalStateException("no I/O here");
    }

    @Override
    public UnreadResults unread() {
        return unread;
    }

    @Override
    public Seeds seeds() {
        return seeds;
    }

    @Override
    public @Nullable TaskHooks hooks() {
        return null;
    }
}
