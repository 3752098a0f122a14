package yamanote.sync;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of a value, with the permits of the lock around it. */
final class HeldPart<T extends @Nullable Object> implements MappedGuard<T> {
    private final int permits;
    private final T value;
    private @Nullable PermitPool lock;

    HeldPart(PermitPool lock, int permits, T value) {
        this.lock = lock;
        this.permits = permits;
        this.value = value;
    }

    private PermitPool locked() {
        PermitPool held = lock;
        if (held == null) {
            throw new IllegalStateException("this guard is closed: take the lock again");
        }
        return held;
    }

    @Override
    public T get() {
        locked();
        return value;
    }

    @Override
    public <P extends @Nullable Object> MappedGuard<P> map(Function<? super T, ? extends P> part) {
        P mapped = part.apply(get());
        var guard = new HeldPart<P>(locked(), permits, mapped);
        lock = null;
        return guard;
    }

    @Override
    public void close() {
        PermitPool held = lock;
        lock = null;
        if (held != null) {
            held.give(permits);
        }
    }
}
