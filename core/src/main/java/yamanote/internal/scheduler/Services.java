package yamanote.internal.scheduler;

import yamanote.internal.task.UnreadResults;

/** What is there once per runtime; {@code RuntimeCore} implements it. */
public interface Services {
    /** I/O and timers. */
    Driver driver();

    /** Failures without a reader. */
    UnreadResults unread();

    /** The random source from which every context draws its seed. */
    Seeds seeds();
}
