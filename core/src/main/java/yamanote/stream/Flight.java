package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** A future among several that run, until its outcome is delivered. */
final class Flight<T> {
    private @Nullable Future<? extends T> running;
    private @Nullable T result;
    private @Nullable Throwable failure;
    private final boolean ofSource;

    Flight(Future<? extends T> future) {
        running = future;
        ofSource = false;
    }

    /** One that never flew, because its source failed or because the function did not start. */
    Flight(Throwable failure, boolean ofSource) {
        this.failure = failure;
        this.ofSource = ofSource;
    }

    /** Polls it unless it has ended; true if it has. */
    boolean poll(Context cx) {
        Future<? extends T> future = running;
        if (future != null) {
            running = null;
            try {
                Poll<? extends @Nullable T> polled = future.poll(cx);
                if (polled.isPending()) {
                    running = future;
                } else {
                    result = ((Poll.Ready<? extends @Nullable T>) polled).value();
                }
            } catch (Throwable t) {
                failure = t;
            }
        }
        return running == null;
    }

    boolean hasEnded() {
        return running == null;
    }

    /** What it failed with. */
    @Nullable Throwable failure() {
        return failure;
    }

    /** Whether it was not the function that failed. */
    boolean isOfSource() {
        return ofSource;
    }

    /** What it gave. */
    @Nullable T result() {
        return result;
    }

    /** Cancels it, or drops its outcome. */
    void release(Ending ending, Context cx) {
        ending.future(running);
        ending.item(result, cx);
        if (failure != null) {
            ending.report(failure, cx);
        }
    }

    static NullPointerException noItem(String operator) {
        return new NullPointerException(
                "the function of "
                        + operator
                        + "(…) gave null, which is no item: let it give an Optional, and leave"
                        + " out the empty ones with filterMap(…)");
    }
}
