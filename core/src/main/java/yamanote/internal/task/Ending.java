package yamanote.internal.task;

import java.lang.System.Logger.Level;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelledError;
import yamanote.future.Owned;

/**
 * A task's result that is more than a plain value. What must not vanish unread, a failure or an
 * {@link Owned} value, is claimed exactly once: by its first reader, or by {@link UnreadResults}.
 */
public sealed interface Ending {

    /** The task was cancelled. */
    Cancelled CANCELLED = new Cancelled();

    /** How a task ends whose future threw {@code thrown}. */
    static Ending of(Throwable thrown, @Nullable Object future) {
        if (thrown instanceof CancelledError) {
            return CANCELLED;
        }
        String site = Sites.of(future);
        if (thrown instanceof VirtualMachineError) {
            System.getLogger("yamanote").log(Level.ERROR, "in a task, " + site, thrown);
        }
        return new Failure(thrown, site);
    }

    /** {@code result} as a task keeps it. */
    static @Nullable Object keep(@Nullable Object result) {
        return result instanceof Owned owned ? new OwnedValue(owned) : result;
    }

    /** See {@link #CANCELLED}. */
    final class Cancelled implements Ending {
        private Cancelled() {}
    }

    /** An ending that somebody should read. */
    abstract sealed class Claimable implements Ending {
        private static final VarHandle CLAIMED =
                ConstantBootstraps.fieldVarHandle(
                        MethodHandles.lookup(),
                        "claimed",
                        VarHandle.class,
                        Claimable.class,
                        boolean.class);

        @SuppressWarnings("unused") // by CLAIMED
        private boolean claimed;

        /** True for the first caller: the reader, or whoever reports that there was none. */
        public final boolean claim() {
            return CLAIMED.compareAndSet(this, false, true);
        }
    }

    /** The task threw. */
    final class Failure extends Claimable {
        private final Throwable thrown;
        private final String site;

        Failure(Throwable thrown, String site) {
            this.thrown = thrown;
            this.site = site;
        }

        /** What it threw, the very instance. */
        public Throwable thrown() {
            return thrown;
        }

        /** Where the task's body stands in the source. */
        public String site() {
            return site;
        }
    }

    /** The task's value, to be closed if nobody takes it. */
    final class OwnedValue extends Claimable {
        private final Owned value;

        OwnedValue(Owned value) {
            this.value = value;
        }

        /** The value. */
        public Owned value() {
            return value;
        }
    }
}
