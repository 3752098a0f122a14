package yamanote.internal.task;

import java.lang.System.Logger.Level;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import yamanote.internal.task.Ending.Failure;
import yamanote.internal.task.Ending.OwnedValue;

/**
 * The failures and owned values of ended tasks that nobody has read so far. Once no handle can
 * reach the task any more, a failure goes to the handler and an owned value is closed.
 *
 * <p>A handle keeps its task reachable, and so does a stale waker: reachability of the task is the
 * condition. Only such results cost a reference object; plain values are not watched.
 */
public final class UnreadResults {
    private final ReferenceQueue<Task> unreachable = new ReferenceQueue<>();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final BiConsumer<String, Throwable> onFailure;

    /** Failures are given to {@code onFailure} with the site of the task. */
    public UnreadResults(BiConsumer<String, Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    /** Any thread: {@code task} has just ended with {@code result}. */
    public void ended(Task task, @Nullable Object result) {
        if (result instanceof Ending.Claimable ending) {
            watches.add(new Watch(task, ending, unreachable));
        }
    }

    /** Any thread: deals with what has become unreachable. */
    public void drain() {
        for (Reference<? extends Task> ref = unreachable.poll();
                ref != null;
                ref = unreachable.poll()) {
            lost((Watch) ref);
        }
    }

    /** At the end of the runtime: deals with everything that is still unread. */
    public void flush() {
        watches.forEach(this::lost);
    }

    /** Gives {@code failure} to the handler; what that throws is logged. */
    public void report(String site, Throwable failure) {
        try {
            onFailure.accept(site, failure);
        } catch (Throwable t) {
            t.addSuppressed(failure);
            System.getLogger("yamanote").log(Level.ERROR, "onUnhandledFailure failed", t);
        }
    }

    private void lost(Watch watch) {
        watches.remove(watch);
        watch.clear();
        if (!watch.ending.claim()) {
            return;
        }
        switch (watch.ending) {
            case Failure failure -> report(failure.site(), failure.thrown());
            case OwnedValue owned -> close(owned);
        }
    }

    private void close(OwnedValue owned) {
        try {
            owned.value().close();
        } catch (Throwable t) {
            report(owned.value().getClass().getName(), t);
        }
    }

    private static final class Watch extends PhantomReference<Task> {
        final Ending.Claimable ending;

        Watch(Task task, Ending.Claimable ending, ReferenceQueue<Task> queue) {
            super(task, queue);
            this.ending = ending;
        }
    }
}
