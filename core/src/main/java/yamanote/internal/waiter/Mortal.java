package yamanote.internal.waiter;

/** A waker whose wakes come to nothing one day: then nobody has to keep it. */
public interface Mortal {
    /** Whether it does not need to be woken any more, for good. */
    boolean isBeyondWaking();
}
