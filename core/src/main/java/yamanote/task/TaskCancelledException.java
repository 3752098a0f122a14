package yamanote.task;

import yamanote.internal.util.Cancellation;

/** The awaited task was cancelled; the awaiter was not. Mirrors {@code JoinError::is_cancelled}. */
public final class TaskCancelledException extends Exception implements Cancellation {
    private static final long serialVersionUID = 1;

    /** For whoever reports a cancelled task as an exception. */
    public TaskCancelledException(String message) {
        super(message);
    }
}
