package yamanote.sync;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yamanote.future.Owned;

/**
 * A part of a locked value: whoever has it holds the lock and sees nothing else of the value.
 * Mirrors {@code MappedMutexGuard}, {@code RwLockReadGuard} and {@code RwLockMappedWriteGuard} of
 * Tokio as they come out of {@code map}.
 *
 * <p>Whether the part may be changed is up to the guard that it was made from. Owner-only.
 */
public sealed interface MappedGuard<T extends @Nullable Object> extends Owned permits HeldPart {
    /**
     * The part.
     *
     * @throws IllegalStateException if this guard is closed
     */
    T get();

    /**
     * A part of this part, to which the lock goes over: this guard is then closed. If {@code part}
     * throws, nothing has changed.
     *
     * @throws IllegalStateException if this guard is closed
     */
    <P extends @Nullable Object> MappedGuard<P> map(Function<? super T, ? extends P> part);

    /** Gives the lock back. */
    @Override
    void close();
}
