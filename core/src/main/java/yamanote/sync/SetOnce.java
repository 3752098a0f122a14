package yamanote.sync;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;

/**
 * A value that is set once, by anyone, and that any number of tasks can wait for. Mirrors {@code
 * tokio::sync::SetOnce}. For a value that whoever needs it first computes, see {@link OnceCell}.
 *
 * <p>All are given the same object, which therefore belongs to none of them: it should be immutable
 * and no {@link yamanote.future.Owned}.
 */
public sealed interface SetOnce<T> permits SetOnceValue {
    /** Without a value yet. */
    static <T> SetOnce<T> create() {
        return new SetOnceValue<>(null);
    }

    /** With {@code value} from the start. */
    static <T> SetOnce<T> of(T value) {
        return new SetOnceValue<>(Objects.requireNonNull(value, "value"));
    }

    /**
     * Sets the value and wakes all who wait for it. Happens-before whatever follows a {@link #get}
     * or {@link #value} that gives it.
     *
     * @throws SetException.AlreadyInitialized if there is one already
     */
    void set(T value) throws SetException.AlreadyInitialized;

    /** The value if it is set, else null. */
    @Nullable T get();

    /** Whether the value is set. */
    boolean isInitialized();

    /** Waits for the value; Tokio's {@code wait}. If cancelled, nothing is lost. */
    @CancelSafety(NOTHING_LOST)
    Future<T> value();
}
