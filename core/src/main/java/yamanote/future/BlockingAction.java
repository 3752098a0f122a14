package yamanote.future;

/** Plain blocking code without a value, for {@code spawnBlocking(() -> { … })}. Never woven. */
@FunctionalInterface
public interface BlockingAction {
    /** May block and may throw. */
    void run() throws Exception;
}
