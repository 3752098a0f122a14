package yamanote.internal.reactor;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.internal.util.Ambient;
import yamanote.internal.util.Sited;

/**
 * A socket as its poller knows it, from opening to closing: the readiness word and who waits for
 * either direction. Mirrors Tokio's {@code ScheduledIo} and {@code Registration}.
 *
 * <p>The meeting of event and waiter: {@link #ready} publishes the bits (a read-modify-write of the
 * word) and then takes the wakers; {@link #pollReadable} stores the waker and then reads the word
 * again. Both sides write before they read, all volatile, so one of them sees the other. After that
 * the waiter calls {@link #arm}, which a level-triggered poller needs to report the next event.
 */
public abstract class Registration extends Readiness {
    private static final VarHandle CLOSER =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "closer",
                    VarHandle.class,
                    Registration.class,
                    String.class);

    private final WakerSlot readers = new WakerSlot();
    private final WakerSlot writers = new WakerSlot();

    /** Who closed it, set once, before SHUT_DOWN. */
    private volatile @Nullable String closer;

    /** For the pollers. */
    protected Registration() {}

    /**
     * The word as seen if a read is worth trying (or the socket is closed: the read will say how),
     * else 0, and the waker of {@code cx} has been stored.
     */
    public final int pollReadable(Context cx) {
        return poll(cx, readers, READABLE | READ_CLOSED | SHUT_DOWN, READABLE);
    }

    /** As {@link #pollReadable}, for a write or for finishing a connect. */
    public final int pollWritable(Context cx) {
        return poll(cx, writers, WRITABLE | WRITE_CLOSED | SHUT_DOWN, WRITABLE);
    }

    /** The word if a read is worth trying, else 0; no waker is stored. */
    public final int seenReadable() {
        int seen = word();
        return (seen & (READABLE | READ_CLOSED | SHUT_DOWN)) != 0 ? seen : 0;
    }

    /** The word if a write is worth trying, else 0; no waker is stored. */
    public final int seenWritable() {
        int seen = word();
        return (seen & (WRITABLE | WRITE_CLOSED | SHUT_DOWN)) != 0 ? seen : 0;
    }

    /**
     * Whether the socket is closed, on this side; else the waker of {@code cx} has been stored. For
     * a listener that must not accept for the moment: nobody waits to write to it.
     */
    public final boolean pollShutDown(Context cx) {
        if (isShutDown(word())) {
            return true;
        }
        writers.add(cx.waker());
        return isShutDown(word());
    }

    private int poll(Context cx, WakerSlot waiters, int any, int interest) {
        int seen = word();
        if ((seen & any) != 0) {
            return seen;
        }
        waiters.add(cx.waker());
        // Pairs with ready(): the event that came before this read is seen here, a later one finds
        // the waker.
        seen = word();
        if ((seen & any) != 0) {
            return seen;
        }
        arm(interest);
        return 0;
    }

    /**
     * An operation moved fewer bytes than it was given room for, so the socket is drained: clears
     * {@code bits} without waiting for would-block. Level-triggered pollers and edge-triggered
     * epoll and kqueue report whatever comes later; a poller on which that is not so overrides
     * this.
     */
    public void drained(int seen, int bits) {
        clear(seen, bits);
    }

    /** An event: publishes {@code bits} and wakes who waits for them. */
    public final void ready(int bits) {
        set(bits);
        if ((bits & (READABLE | READ_CLOSED | SHUT_DOWN)) != 0) {
            readers.wakeAll();
        }
        if ((bits & (WRITABLE | WRITE_CLOSED | SHUT_DOWN)) != 0) {
            writers.wakeAll();
        }
    }

    /**
     * A task waits for {@code interest} (READABLE or WRITABLE): makes sure that the poller reports
     * it. Nothing to do for an edge-triggered poller. Does nothing on a closed socket.
     */
    protected abstract void arm(int interest);

    /**
     * Ends every waiter, takes the socket off its poller and closes it; the descriptor is free
     * after the poller's next turn at the latest. Any thread, any number of times; never throws.
     */
    public final void close() {
        if (!isShutDown(word())) {
            closeBy(here());
        }
    }

    /** {@link #close} by somebody who is not the code that runs on this thread. */
    public final void closeBy(String who) {
        CLOSER.compareAndSet(this, null, who);
        if (!isShutDown(set(SHUT_DOWN))) {
            release();
            ready(SHUT_DOWN);
        }
    }

    /** Called once: takes the socket off its poller and closes it; never throws. */
    protected abstract void release();

    /** Who closed it, to come after "closed by"; null as long as it is open. */
    public final @Nullable String closer() {
        return closer;
    }

    /** The thread; and the task, which is looked for only if somebody will be told. */
    private String here() {
        Thread current = Thread.currentThread();
        String thread = current.getName().isEmpty() ? current.toString() : current.getName();
        return (readers.isWaited() || writers.isWaited()) && Ambient.get() instanceof Sited task
                ? "the task at " + task.site() + ", on thread " + thread
                : "thread " + thread;
    }
}
