package yamanote.internal.scheduler;

import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.task.UnreadResults;
import yamanote.internal.timer.TimeSource;
import yamanote.internal.timer.TimerWheel;

/** What is there once per runtime; {@code RuntimeCore} implements it. */
public interface Services {
    /** The clock. */
    TimeSource time();

    /** The wheel for the calling thread; throws naming time(false) if timers are off. */
    TimerWheel wheel();

    /** The reactor; throws naming io(false) if I/O is off. */
    Reactor reactor();

    /** Failures without a reader. */
    UnreadResults unread();

    /** The random source from which every context draws its seed. */
    Seeds seeds();

    /** What is to be run around tasks; null: nothing. */
    @Nullable TaskHooks hooks();
}
