package yamanote.test;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.probe.AwaitView;

/**
 * A task played by hand: polls one future and sees its wakes. Mirrors {@code
 * tokio_test::task::spawn}.
 *
 * <pre>{@code
 * var first = TestTask.of(semaphore.acquire());
 * first.assertPending();
 * semaphore.addPermits(1);
 * assertThat(first.isWoken()).isTrue();
 * first.assertReady().close();
 * }</pre>
 *
 * <p>No runtime is needed, unless the future needs one: then make and poll it inside of {@code
 * handle().enter()}. The budget is unlimited, random choices are the same each time, and a clean-up
 * that is left to the task stays with its future, which is Pending until it has ended. Owner-only,
 * but wakes come from any thread. Whoever leaves a future pending cancels it.
 */
public final class TestTask<T extends @Nullable Object> {
    private final Future<? extends T> future;
    private final TestContext context = new TestContext();
    private int polls;
    private int wakesBefore;

    private TestTask(Future<? extends T> future) {
        this.future = Objects.requireNonNull(future, "future");
    }

    /** For {@code future}, not polled yet. */
    public static <T extends @Nullable Object> TestTask<T> of(Future<? extends T> future) {
        return new TestTask<>(future);
    }

    /** {@link #of(Future)} of a body. */
    public static <T extends @Nullable Object> TestTask<T> of(AsyncBody<T> body) {
        return of(body.start());
    }

    /** {@link #of(Future)} of an action. */
    public static TestTask<@Nullable Void> of(AsyncAction action) {
        return of(action.start());
    }

    /**
     * Polls once.
     *
     * @throws Exception what the future threw
     */
    @SuppressWarnings("unchecked") // a Poll only gives its value
    public Poll<T> poll() throws Exception {
        wakesBefore = context.wakes();
        polls++;
        return (Poll<T>) future.poll(context);
    }

    /**
     * Polls once, then again as long as it has been woken; gives the last poll.
     *
     * @throws Exception what the future threw
     */
    public Poll<T> pollWhileWoken() throws Exception {
        Poll<T> polled = poll();
        while (polled.isPending() && isWoken()) {
            polled = poll();
        }
        return polled;
    }

    /**
     * Polls once; it must be ready.
     *
     * @return the value
     * @throws AssertionError if it is pending, with what it waits for
     * @throws Exception what the future threw
     */
    public T assertReady() throws Exception {
        return switch (poll()) {
            case Poll.Ready<T>(var value) -> value;
            case Poll.Pending<T> _ ->
                    throw new AssertionError("expected ready, but pending is " + view());
        };
    }

    /**
     * Polls once; it must be pending.
     *
     * @throws AssertionError if it is ready, with the value
     * @throws Exception what the future threw
     */
    public void assertPending() throws Exception {
        if (poll() instanceof Poll.Ready<T>(var value)) {
            throw new AssertionError("expected pending, but it was ready with: " + value);
        }
    }

    /**
     * Polls once; it must throw.
     *
     * @return what it threw
     * @throws AssertionError if it does not, or something else, which is then the cause
     */
    public <X extends Throwable> X assertThrows(Class<X> type) {
        Poll<T> polled;
        try {
            polled = poll();
        } catch (Throwable thrown) {
            if (type.isInstance(thrown)) {
                return type.cast(thrown);
            }
            throw new AssertionError(
                    "expected " + type.getName() + ", but it threw " + thrown, thrown);
        }
        throw new AssertionError(
                "expected "
                        + type.getName()
                        + (polled instanceof Poll.Ready<T>(var value)
                                ? ", but it was ready with: " + value
                                : ", but pending is " + view()));
    }

    /** Whether it was woken since its last poll began; before the first: at all. */
    public boolean isWoken() {
        return context.wakes() != wakesBefore;
    }

    /** How often it was woken. */
    public int wakes() {
        return context.wakes();
    }

    /** How often it was polled. */
    public int pollCount() {
        return polls;
    }

    /**
     * Cancels the future. True: it has ended. False: it cleans up, and has to be polled until it is
     * ready or throws.
     */
    public boolean cancel() {
        wakesBefore = context.wakes();
        return future.cancel(context);
    }

    /** What clean-ups of cancelled futures threw, of this one and of those inside. */
    public List<Throwable> cleanUpFailures() {
        return context.cleanUpFailures();
    }

    /** What it is polled with, for futures that are polled beside it. */
    public Context context() {
        return context;
    }

    private String view() {
        return AwaitView.of(future).toString();
    }

    @Override
    public String toString() {
        return "TestTask[polled " + polls + " times, woken " + wakes() + " times, " + view() + "]";
    }
}
