package yamanote.internal.blocking;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import yamanote.future.BlockingAction;
import yamanote.internal.util.Wrapped;

/** A blocking action as a call; in messages it goes by the action's place. */
public record ActionCall(BlockingAction action) implements Callable<@Nullable Void>, Wrapped {
    @Override
    public @Nullable Void call() throws Exception {
        action.run();
        return null;
    }

    @Override
    public Object inner() {
        return action;
    }
}
