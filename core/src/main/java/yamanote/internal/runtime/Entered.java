package yamanote.internal.runtime;

import org.jspecify.annotations.Nullable;
import yamanote.internal.scheduler.LocalContext;
import yamanote.internal.scheduler.LocalTasks;
import yamanote.internal.util.Ambient;

/**
 * One entering of a runtime or of a set of local tasks by a thread; an object of its own, so that
 * leaving can be checked. The two are entered independently: who enters one stays in the other.
 */
public final class Entered {
    private final @Nullable RuntimeCore core;
    private final @Nullable LocalTasks set;
    private final @Nullable Object outside;

    private Entered(@Nullable RuntimeCore core, @Nullable LocalTasks set) {
        this.core = core;
        this.set = set;
        this.outside = Ambient.swap(this);
    }

    /** The current thread is inside {@code core} from now on. */
    public static Entered enter(RuntimeCore core) {
        LocalTasks set =
                switch (Ambient.get()) {
                    case Entered outer -> outer.set;
                    case LocalContext driven -> driven.tasks();
                    case null, default -> null;
                };
        return new Entered(core, set);
    }

    /** The current thread is inside {@code set} from now on. */
    public static Entered enter(LocalTasks set) {
        return new Entered(CurrentRuntime.orNull(), set);
    }

    /** Leaves; a second time, on another thread or out of order: {@link IllegalStateException}. */
    public void leave() {
        if (Ambient.get() != this) {
            throw new IllegalStateException(
                    "guards of enter() are closed in reverse order, once, by the thread that"
                            + " entered: use try-with-resources");
        }
        Ambient.swap(outside);
    }

    /** The runtime that the thread is inside of. */
    @Nullable RuntimeCore core() {
        return core;
    }

    /** The set that the thread is inside of. */
    @Nullable LocalTasks set() {
        return set;
    }
}
