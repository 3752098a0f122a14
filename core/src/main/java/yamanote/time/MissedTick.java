package yamanote.time;

import yamanote.internal.timer.Nanos;

/**
 * What an {@link Interval} does after a tick that came more than 5 ms late. Mirrors {@code
 * tokio::time::MissedTickBehavior}.
 */
public enum MissedTick {
    /** Ticks as fast as it can until it has caught up; then as if nothing had been missed. */
    BURST {
        @Override
        long next(long due, long now, long period) {
            return Nanos.plus(due, period);
        }
    },

    /** The next tick comes one period after the late one. */
    DELAY {
        @Override
        long next(long due, long now, long period) {
            return Nanos.plus(now, period);
        }
    },

    /** The next tick comes at the next multiple of the period; those in between are left out. */
    SKIP {
        @Override
        long next(long due, long now, long period) {
            return Nanos.plus(now, period - (now - due) % period);
        }
    };

    /** When the tick after the one that was due at {@code due}, but came {@code now}, is due. */
    abstract long next(long due, long now, long period);
}
