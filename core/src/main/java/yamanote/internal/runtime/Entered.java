package yamanote.internal.runtime;

import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Ambient;

/** One entering of a runtime by a thread; an object of its own, so that leaving can be checked. */
public final class Entered {
    private final RuntimeCore core;
    private final @Nullable Object outside;

    private Entered(RuntimeCore core) {
        this.core = core;
        this.outside = Ambient.swap(this);
    }

    /** The current thread is inside {@code core} from now on. */
    public static Entered enter(RuntimeCore core) {
        return new Entered(core);
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

    RuntimeCore core() {
        return core;
    }
}
