package yamanote.internal.scheduler;

import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.task.UnreadResults;
import yamanote.internal.timer.TimeSource;
import yamanote.internal.timer.TimerWheel;

/** A runtime that is none: its clock stands still, it has neither timers nor I/O. */
final class StressServices implements Services {
    static final StressServices INSTANCE = new StressServices();

    /** Of a scheduler without threads. */
    static final SchedulerConfig CONFIG =
            new SchedulerConfig(
                    null, false, 61, 61, true, 0, 0, (_, _, _, _) -> {}, null, null, null);

    private final UnreadResults unread = new UnreadResults((_, _) -> {});
    private final Seeds seeds = new Seeds(1);

    private StressServices() {}

    @Override
    public TimeSource time() {
        return () -> 0;
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
