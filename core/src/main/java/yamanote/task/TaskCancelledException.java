package yamanote.task;

/** The awaited task was cancelled; the awaiter was not. Mirrors {@code JoinError::is_cancelled}. */
public final class TaskCancelledException extends Exception {
    private static final long serialVersionUID = 1;

    /** For whoever reports a cancelled task as an exception. */
    public TaskCancelledException(String message) {
        super(message);
    }
}
