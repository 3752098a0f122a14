package yamanote.future;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A body that was not woven, run as a coroutine on a virtual thread in the order in which a woven
 * one would run. A fallback for correctness, not for speed: each resume costs two thread hand-offs,
 * the polling thread waits meanwhile, and thread-locals and monitors of the poller are not the
 * body's.
 *
 * <pre>{@code
 * NEW ──poll──▶ RUNNING ──await is pending──▶ SUSPENDED ──poll, cancel──▶ RUNNING
 *  └──cancel──▶ ENDED ◀──returns or throws──┘
 * }</pre>
 *
 * <p>The awaited future is polled on the virtual thread, below the user's frame, so that the stack
 * trace of what it throws shows the line of the await. All fields are owned by whoever has the
 * coroutine's turn (see {@link Coroutine}). Cancel first cancels the awaited future, then resumes
 * the body with {@link CancelledError}; if the awaited future has asynchronous clean-up left, the
 * await goes on polling it and throws {@code CancelledError} when it has ended: inner clean-up
 * before outer.
 */
final class UnwovenBody<T extends @Nullable Object> extends Coroutine implements Future<T> {
    private enum State {
        NEW,
        RUNNING,
        SUSPENDED,
        ENDED
    }

    /** The coroutine whose virtual thread this is. */
    private static final ThreadLocal<@Nullable UnwovenBody<?>> CURRENT = new ThreadLocal<>();

    private final Object source;
    private @Nullable Callable<T> code;
    private State state = State.NEW;
    private boolean cancelled;

    /** The await goes on only to throw {@code CancelledError}. */
    private boolean unwinding;

    /** The body is inside of a poll of the future that it awaits. */
    private boolean polling;

    private @Nullable Context context;
    private @Nullable Future<?> awaiting;
    private @Nullable T value;
    private @Nullable Throwable failure;

    private UnwovenBody(Object source, Callable<T> code) {
        UnwovenWarning.check(source);
        this.source = source;
        this.code = code;
    }

    static <T extends @Nullable Object> Future<T> of(AsyncBody<T> body) {
        return new UnwovenBody<>(body, body::run);
    }

    static Future<@Nullable Void> of(AsyncAction action) {
        return new UnwovenBody<@Nullable Void>(
                action,
                () -> {
                    action.run();
                    return null;
                });
    }

    static <A extends @Nullable Object, R extends @Nullable Object> Future<R> of(
            AsyncFunction<A, R> function, A argument) {
        return new UnwovenBody<>(function, () -> function.apply(argument));
    }

    static <A extends @Nullable Object> Future<@Nullable Void> of(
            AsyncConsumer<A> consumer, A argument) {
        return new UnwovenBody<@Nullable Void>(
                consumer,
                () -> {
                    consumer.accept(argument);
                    return null;
                });
    }

    /** The body that runs on this thread, or null. */
    static @Nullable UnwovenBody<?> current() {
        return Thread.currentThread().isVirtual() ? CURRENT.get() : null;
    }

    @Override
    @SuppressWarnings("NullAway") // value is a T once the body has returned
    public Poll<T> poll(Context cx) throws Exception {
        enter();
        turn(cx);
        if (state == State.SUSPENDED) {
            return Poll.pending();
        }
        Throwable thrown = failure;
        T result = value;
        failure = null;
        value = null;
        if (thrown != null) {
            throw Sneaky.<Exception>raise(thrown);
        }
        return Poll.ready(result);
    }

    @Override
    public boolean cancel(Context cx) {
        if (state == State.NEW || state == State.ENDED) {
            code = null;
            state = State.ENDED;
            return true;
        }
        if (cancelled) {
            return false;
        }
        enter();
        cancelled = true;
        unwinding = true;
        if (!CleanUp.cancel(Objects.requireNonNull(awaiting), cx)) {
            state = State.SUSPENDED;
            return false;
        }
        awaiting = null;
        turn(cx);
        if (state == State.SUSPENDED) {
            return false;
        }
        if (failure != null) {
            CleanUp.report(this, failure, cx);
        } else {
            CleanUp.drop(this, value, cx);
        }
        failure = null;
        value = null;
        return true;
    }

    private void enter() {
        if (state == State.RUNNING) {
            throw new IllegalStateException("a future is polled by itself: " + source);
        }
        if (state == State.ENDED) {
            throw new IllegalStateException("a future is polled after it has ended: " + source);
        }
        state = State.RUNNING;
    }

    private void turn(Context cx) {
        context = cx;
        resume();
        context = null;
    }

    @Override
    void body() {
        CURRENT.set(this);
        Callable<T> run = Objects.requireNonNull(code);
        code = null;
        try {
            value = run.call();
        } catch (Throwable t) {
            failure = t;
        }
        state = State.ENDED;
    }

    /** Coroutine side: the suspension point. */
    <V extends @Nullable Object> V await(Future<V> future) throws Exception {
        if (polling) {
            throw new IllegalStateException(
                    "await() outside of an async body would block this worker thread: return"
                            + " Pending from poll instead");
        }
        while (true) {
            polling = true;
            Poll<V> poll;
            try {
                poll = future.poll(Objects.requireNonNull(context));
            } finally {
                polling = false;
            }
            if (poll != (Object) Poll.Pending.INSTANCE) {
                return ((Poll.Ready<V>) poll).value();
            }
            awaiting = future;
            state = State.SUSPENDED;
            suspend();
            if (unwinding) {
                throw unwind();
            }
            awaiting = null;
        }
    }

    /** Waits for the clean-up of the awaited future, if there is any, and ends the await. */
    private CancelledError unwind() {
        while (awaiting != null) {
            polling = true;
            boolean ended = CleanUp.drive(awaiting, Objects.requireNonNull(context));
            polling = false;
            if (ended) {
                awaiting = null;
            } else {
                state = State.SUSPENDED;
                suspend();
            }
        }
        unwinding = false;
        return new CancelledError();
    }

    @Override
    public String toString() {
        return "unwoven " + source + " (" + state + ")";
    }
}
