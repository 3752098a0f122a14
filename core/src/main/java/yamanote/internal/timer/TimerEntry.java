package yamanote.internal.timer;

/** A timer in a {@link TimerWheel}: the list node and, as a subclass, the future itself. */
public abstract class TimerEntry {
    /**
     * Called by the wheel's owner, outside of any list walk, once the deadline has passed: wakes.
     * Must not throw.
     */
    protected abstract void fire();
}
