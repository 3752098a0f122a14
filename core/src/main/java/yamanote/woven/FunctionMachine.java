package yamanote.woven;

import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncFunction;

/**
 * A woven {@link AsyncFunction}: one class for the function, whose argument is unset, and for the
 * futures that its generated {@code start} makes, which carry the argument as a captured value.
 */
public abstract class FunctionMachine<A extends @Nullable Object, R extends @Nullable Object>
        extends AsyncMachine<R> implements AsyncFunction<A, R> {
    /** For generated subclasses. */
    protected FunctionMachine() {}

    @Override
    public final R apply(A argument) {
        throw new IllegalStateException(
                this
                        + " is an async function and is not run by apply():"
                        + " use start(argument).await()");
    }
}
