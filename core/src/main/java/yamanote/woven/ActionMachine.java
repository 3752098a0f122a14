package yamanote.woven;

import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.Future;

/** A woven {@link AsyncAction}; see {@link BodyMachine}. */
public abstract class ActionMachine extends AsyncMachine<@Nullable Void> implements AsyncAction {
    /** For generated subclasses. */
    protected ActionMachine() {}

    /** A machine over the same captured values that has not started. */
    protected abstract ActionMachine fresh();

    @Override
    public final Future<@Nullable Void> start() {
        return fresh();
    }

    @Override
    public final void run() {
        throw new IllegalStateException(
                this + " is an async action and is not run by run(): use async(action).await()");
    }
}
