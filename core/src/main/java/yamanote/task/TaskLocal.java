package yamanote.task;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.Future;
import yamanote.internal.util.Binding;

/**
 * A variable that has a value while a future is polled, whichever thread polls it: what a {@code
 * ThreadLocal} cannot be for tasks. Mirrors {@code tokio::task_local!}.
 *
 * <pre>{@code
 * static final TaskLocal<User> USER = TaskLocal.named("user");
 *
 * spawn(USER.scope(user, () -> {
 *     audit.record(USER.get()).await();
 * }));
 * }</pre>
 *
 * <p>The value is bound during each poll and each cancel of the scoped future, clean-up included,
 * and nowhere else. Scopes nest; the inner one hides the outer one until it has ended. <b>A spawned
 * task does not inherit it</b>: give the future that is spawned a scope of its own, or spawn {@link
 * #inherit}{@code (future)}.
 */
public final class TaskLocal<T> {
    private final @Nullable String name;

    private TaskLocal(@Nullable String name) {
        this.name = name;
    }

    /** A new variable, bound nowhere. */
    public static <T> TaskLocal<T> create() {
        return new TaskLocal<>(null);
    }

    /** A new variable with a name for messages. */
    public static <T> TaskLocal<T> named(String name) {
        return new TaskLocal<>(Objects.requireNonNull(name, "name"));
    }

    /** {@code future}, with {@code value} bound while it is polled or cancelled. */
    public <R extends @Nullable Object> Scope<T, R> scope(T value, Future<? extends R> future) {
        return new ScopedFuture<>(this, Objects.requireNonNull(value, "value"), future);
    }

    /** {@link #scope(Object, Future)} of a body. */
    public <R extends @Nullable Object> Scope<T, R> scope(T value, AsyncBody<R> body) {
        return scope(value, body.start());
    }

    /** {@link #scope(Object, Future)} of an action. */
    public Scope<T, @Nullable Void> scope(T value, AsyncAction action) {
        return scope(value, action.start());
    }

    /**
     * {@code future}, with all variables bound that are bound here and now, as if each had a scope
     * around it: {@code spawn(TaskLocal.inherit(audit()))}. A spawned task's own variables are its
     * own: what is bound later, here or there, the other does not see.
     */
    public static <R extends @Nullable Object> Future<R> inherit(Future<? extends R> future) {
        return new InheritingFuture<>(Binding.copies(), future);
    }

    /** {@link #inherit(Future)} of a body. */
    public static <R extends @Nullable Object> Future<R> inherit(AsyncBody<R> body) {
        return inherit(body.start());
    }

    /** {@link #inherit(Future)} of an action. */
    public static Future<@Nullable Void> inherit(AsyncAction action) {
        return inherit(action.start());
    }

    /** Calls {@code call} with {@code value} bound. Mirrors {@code sync_scope}. */
    public <R extends @Nullable Object> R syncScope(T value, Callable<R> call) throws Exception {
        var binding = new Binding(this, Objects.requireNonNull(value, "value"));
        binding.enter();
        try {
            return call.call();
        } finally {
            binding.exit();
        }
    }

    /**
     * The value that is bound here.
     *
     * @throws IllegalStateException outside of every scope, or if the value was taken
     */
    public T get() {
        T value = find();
        if (value == null) {
            throw new IllegalStateException(
                    this
                            + " is not bound here: scope(value, future) binds it while that future"
                            + " is polled; a spawned task needs a scope of its own");
        }
        return value;
    }

    /** The value that is bound here, or {@code other}. */
    public T orElse(T other) {
        T value = find();
        return value == null ? other : value;
    }

    /** Whether a value is bound here. */
    public boolean isBound() {
        return find() != null;
    }

    @SuppressWarnings("unchecked")
    private @Nullable T find() {
        return (T) Binding.find(this);
    }

    @Override
    public String toString() {
        return name == null ? "TaskLocal" : "TaskLocal " + name;
    }

    /** A future with a value bound. If cancelled, it cancels the future within. */
    public sealed interface Scope<T, R extends @Nullable Object> extends Future<R>
            permits ScopedFuture {
        /**
         * Takes the value back, also after the end; null if it was taken before. A future that is
         * polled without it sees the variable unbound. Owner-only, between polls.
         */
        @Nullable T takeValue();
    }
}
