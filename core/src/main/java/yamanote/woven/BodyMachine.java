package yamanote.woven;

import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncBody;
import yamanote.future.Future;

/** A woven {@link AsyncBody}: the body object and, at {@code async(() -> …)}, the future itself. */
public abstract class BodyMachine<T extends @Nullable Object> extends AsyncMachine<T>
        implements AsyncBody<T> {
    /** For generated subclasses. */
    protected BodyMachine() {}

    /** A machine over the same captured values that has not started. */
    protected abstract BodyMachine<T> fresh();

    @Override
    public final Future<T> start() {
        return fresh();
    }

    @Override
    public final T run() {
        throw new IllegalStateException(
                this + " is an async body and is not run by run(): use async(body).await()");
    }
}
