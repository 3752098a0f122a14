package yamanote.internal.reactor.epoll;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.ClosedChannelException;

/**
 * A file descriptor that one thread may close while others use it. Its number is good between
 * {@link #enter} and {@link #leave} only, and goes back to the system when nobody is in between.
 *
 * <pre>
 *   31       30      29 .. 0
 *   CLOSING  FREED   calls in progress
 * </pre>
 *
 * Entering counts first and then looks at CLOSING; closing sets CLOSING and then looks at the
 * count. Both are read-modify-writes of one word, so of two that race one sees the other: the call
 * is refused, or the close leaves the descriptor to it. Whoever finds CLOSING with no calls sets
 * FREED, which one of them achieves, and closes it.
 */
class Descriptor {
    private static final int CLOSING = 1 << 31;
    private static final int FREED = CLOSING | 1 << 30;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Descriptor.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int number;
    private volatile int state;

    /** Owns {@code number} from now on. */
    Descriptor(int number) {
        this.number = number;
    }

    /** The number, good until {@link #leave}, which must follow. */
    final int enter() throws ClosedChannelException {
        if ((int) STATE.getAndAdd(this, 1) < 0) {
            leave();
            throw new ClosedChannelException();
        }
        return number;
    }

    /** The end of a call. */
    final void leave() {
        if ((int) STATE.getAndAdd(this, -1) - 1 == CLOSING) {
            free();
        }
    }

    /** Refuses further calls; the descriptor is closed when the last has ended. */
    final void close() {
        if ((int) STATE.getAndBitwiseOr(this, CLOSING) == 0) {
            free();
        }
    }

    /** The number, for a table: not to be handed to the system. */
    final int number() {
        return number;
    }

    final boolean isClosed() {
        return state < 0;
    }

    private void free() {
        if (STATE.compareAndSet(this, CLOSING, FREED)) {
            release(number);
        }
    }

    /** Called once: nobody uses the descriptor or ever will. */
    void release(int number) {
        Libc.close(number);
    }
}
