package yamanote.internal.util;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value bound to a key for as long as a poll (or a call) runs on the current thread. Bindings
 * nest: each knows the one around it, and the thread knows the innermost.
 */
public class Binding {
    private static final ThreadLocal<@Nullable Binding> INNERMOST = new ThreadLocal<>();

    private final Object key;
    private @Nullable Object value;
    private @Nullable Binding outer;

    public Binding(Object key, Object value) {
        this.key = key;
        this.value = value;
    }

    /** The innermost binding of this thread. */
    public static @Nullable Binding innermost() {
        return INNERMOST.get();
    }

    /** Makes another thread's bindings, or none, those of this thread. */
    public static void innermost(@Nullable Binding innermost) {
        INNERMOST.set(innermost); // null stays as an entry: removing it would allocate the next one
    }

    /** Binds, until {@link #exit}. */
    public final void enter() {
        outer = INNERMOST.get();
        INNERMOST.set(this);
    }

    /** Unbinds: what was bound before enter is bound again. */
    public final void exit() {
        INNERMOST.set(outer);
        outer = null;
    }

    /**
     * The value of the innermost binding of {@code key}; null if there is none, or it was taken.
     */
    public static @Nullable Object find(Object key) {
        for (Binding binding = INNERMOST.get(); binding != null; binding = binding.outer) {
            if (binding.key == key) {
                return binding.value;
            }
        }
        return null;
    }

    /**
     * What is bound here, each key once and the innermost last, as bindings that are not entered.
     */
    public static List<Binding> copies() {
        List<Binding> copies = new ArrayList<>();
        for (Binding at = INNERMOST.get(); at != null; at = at.outer) {
            Object key = at.key;
            Object value = find(key);
            if (value != null && copies.stream().noneMatch(it -> it.key == key)) {
                copies.addFirst(new Binding(key, value));
            }
        }
        return copies;
    }

    /** The value, which is bound no more. */
    protected final @Nullable Object take() {
        Object taken = value;
        value = null;
        return taken;
    }
}
