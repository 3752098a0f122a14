package yamanote.internal.runtime;

import java.util.concurrent.Executor;

/** Which threads run a runtime's tasks. */
public sealed interface RuntimeKind {
    /** The one inside blockOn. */
    record CurrentThread() implements RuntimeKind {}

    /** Threads of its own. */
    record MultiThread(int workers) implements RuntimeKind {}

    /** Those of somebody else. */
    record OnExecutor(Executor executor) implements RuntimeKind {}
}
