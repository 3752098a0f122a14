package yamanote.sync;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncBody;
import yamanote.future.Future;

/**
 * A value that is made once, by the first task that needs it, while the others wait. Mirrors {@code
 * tokio::sync::OnceCell}.
 *
 * <pre>{@code
 * static final OnceCell<Config> CONFIG = OnceCell.create();
 *
 * Config config = CONFIG.getOrInit(() -> Config.fetch().await()).await();
 * }</pre>
 *
 * <p>Fair: if an initializer fails or is cancelled, the next in line runs its own. An initializer
 * that asks for the value of its own cell waits for itself.
 *
 * <p>All are given the same object, which therefore belongs to none of them: it should be immutable
 * or safe for threads, and no {@link yamanote.future.Owned}.
 */
public sealed interface OnceCell<T> permits LazyCell {
    /** Without a value yet. */
    static <T> OnceCell<T> create() {
        return new LazyCell<>(null);
    }

    /** With {@code value} from the start. */
    static <T> OnceCell<T> of(T value) {
        return new LazyCell<>(Objects.requireNonNull(value, "value"));
    }

    /**
     * The value; if there is none and nobody else is making it, {@code init} makes it. What {@code
     * init} throws is thrown here, and the next in line makes the value: Tokio's {@code
     * get_or_try_init}, too. An initializer that is not needed never starts.
     *
     * <p>If cancelled, it loses its place, and an initializer that it was running is cancelled.
     */
    default Future<T> getOrInit(AsyncBody<T> init) {
        return getOrInit(init.start());
    }

    /** {@link #getOrInit(AsyncBody)} of a future, which is cancelled if it is not needed. */
    Future<T> getOrInit(Future<? extends T> init);

    /**
     * Sets the value.
     *
     * @throws SetException.AlreadyInitialized if there is one
     * @throws SetException.Initializing if an initializer is running or the next in line is about
     *     to run one
     */
    void set(T value) throws SetException;

    /** The value if there is one, else null. */
    @Nullable T get();

    /** Whether there is a value. */
    boolean isInitialized();
}
