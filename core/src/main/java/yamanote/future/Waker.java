package yamanote.future;

import java.util.Objects;

/**
 * The way back to a task: {@link #wake()} makes it runnable again. Mirrors {@code
 * std::task::Waker}.
 *
 * <p>A task is its own waker, so storing one allocates nothing. A waker may be called from any
 * thread, any number of times, also after its task or its runtime has ended; it never throws and
 * never blocks. Everything before {@code wake()} happens-before the poll that it causes.
 */
public abstract class Waker {
    private static final Waker NOOP =
            new Waker() {
                @Override
                public void wake() {}

                @Override
                public String toString() {
                    return "Waker.noop";
                }
            };

    /** For subclasses. */
    protected Waker() {}

    /** Asks for another poll. */
    public abstract void wake();

    /** A waker that wakes nothing. */
    public static Waker noop() {
        return NOOP;
    }

    /** A waker that runs {@code onWake} on the waking thread; it must neither block nor throw. */
    public static Waker of(Runnable onWake) {
        Objects.requireNonNull(onWake, "onWake");
        return new Waker() {
            @Override
            public void wake() {
                onWake.run();
            }
        };
    }
}
