package yamanote.sync;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;

/** The once-cell: the right to make the value is a permit. */
final class LazyCell<T> extends PermitPool implements OnceCell<T> {
    /*
     * A PermitPool of one permit. Whoever has the permit may write the value, and then closes the
     * pool and keeps the permit; or gives the permit back, to the next in line. So a grant means
     * that there is no value, and a refusal that there is one: it was written before the close.
     */

    private volatile @Nullable T value;

    LazyCell(@Nullable T value) {
        super(1);
        if (value != null) {
            tryTake(1);
            finish(value);
        }
    }

    @Override
    public Future<T> getOrInit(Future<? extends T> init) {
        return new LazyInit<>(this, Objects.requireNonNull(init, "init"));
    }

    @Override
    public void set(T value) throws SetException {
        Objects.requireNonNull(value, "value");
        if (!tryTake(1)) {
            throw isInitialized()
                    ? new SetException.AlreadyInitialized(value)
                    : new SetException.Initializing(value);
        }
        finish(value);
    }

    /** By the holder of the permit: the value is {@code made}. */
    void finish(T made) {
        value = made;
        shut();
    }

    @Override
    public @Nullable T get() {
        return value;
    }

    @Override
    public boolean isInitialized() {
        return value != null;
    }

    @Override
    public String toString() {
        return "OnceCell[" + (isInitialized() ? value : "not initialized") + "]";
    }
}
