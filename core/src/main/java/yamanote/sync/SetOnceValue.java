package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Poll;

/** The value, set by a CAS from null, with the queue of those who wait for that one event. */
final class SetOnceValue<T> extends EventQueue implements SetOnce<T> {
    private static final VarHandle VALUE =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "value",
                    VarHandle.class,
                    SetOnceValue.class,
                    Object.class);

    private volatile @Nullable Object value;

    SetOnceValue(@Nullable T value) {
        VALUE.setRelease(this, value);
    }

    @Override
    public void set(T value) throws SetException.AlreadyInitialized {
        if (!VALUE.compareAndSet(this, null, Objects.requireNonNull(value, "value"))) {
            throw new SetException.AlreadyInitialized(value);
        }
        event();
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable T get() {
        return (T) value;
    }

    @Override
    public boolean isInitialized() {
        return value != null;
    }

    @Override
    public Future<T> value() {
        return new Wait<>(this);
    }

    @Override
    public String toString() {
        return "SetOnce[" + (isInitialized() ? value : "not set") + "]";
    }

    private static final class Wait<T> extends EventFuture<SetOnceValue<T>, T> {
        Wait(SetOnceValue<T> source) {
            super(source);
        }

        @Override
        String name() {
            return "value()";
        }

        @Override
        EventQueue queue(SetOnceValue<T> source) {
            return source;
        }

        @Override
        Poll<T> look(SetOnceValue<T> source) {
            T found = source.get();
            return found == null ? Poll.pending() : Poll.ready(found);
        }

        @Override
        boolean isIdle(SetOnceValue<T> source) {
            return !source.isInitialized();
        }
    }
}
