package yamanote.woven;

import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncConsumer;

/** A woven {@link AsyncConsumer}; see {@link FunctionMachine}. */
public abstract class ConsumerMachine<A extends @Nullable Object>
        extends AsyncMachine<@Nullable Void> implements AsyncConsumer<A> {
    /** For generated subclasses. */
    protected ConsumerMachine() {}

    @Override
    public final void accept(A argument) {
        throw new IllegalStateException(
                this
                        + " is an async consumer and is not run by accept():"
                        + " use start(argument).await()");
    }
}
