package yamanote.internal.runtime;

import yamanote.internal.reactor.Reactor;
import yamanote.internal.timer.TimeSource;
import yamanote.internal.timer.TimerWheel;

/** What one runtime owns: scheduler, reactor, wheel, clock, blocking pool. Skeleton. */
public final class RuntimeCore {
    /** The runtime's clock. */
    public TimeSource time() {
        throw new UnsupportedOperationException("skeleton");
    }

    /**
     * The wheel for timers made by the calling thread; throws naming time(false) if timers are off.
     */
    public TimerWheel wheel() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** The reactor; throws naming io(false) if I/O is off. */
    public Reactor reactor() {
        throw new UnsupportedOperationException("skeleton");
    }
}
