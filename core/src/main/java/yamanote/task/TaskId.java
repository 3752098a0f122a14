package yamanote.task;

/**
 * The number of a task, unique in this JVM; given to it when somebody first asks. Mirrors {@code
 * tokio::task::Id}.
 */
public record TaskId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
