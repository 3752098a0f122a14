package yamanote.process;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.internal.blocking.BlockingJob.Kind;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.task.JoinHandle;
import yamanote.task.TaskCancelledException;

/**
 * A call on the blocking pool of the runtime that first polls it. Cancelled, it goes on, and what
 * it gives is dropped then and there: a child must not outlive whoever gave it up.
 */
final class Blocking<T extends @Nullable Object> implements Future<T> {
    private final String what;

    /**
     * Null; then the value, or pending if it was given up. Of the call and the cancel, the second
     * sees what the first left there, and drops the value.
     */
    private final AtomicReference<@Nullable Poll<T>> outcome = new AtomicReference<>();

    private @Nullable Callable<T> call;
    private @Nullable JoinHandle<@Nullable Void> job;

    private Blocking(String what, Callable<T> call) {
        this.what = what;
        this.call = call;
    }

    static <T extends @Nullable Object> Blocking<T> job(String what, Callable<T> call) {
        return new Blocking<>(what, call);
    }

    @Override
    public Poll<T> poll(Context cx) throws IOException {
        Callable<T> first = call;
        if (first != null) {
            call = null;
            job =
                    JoinHandle.of(
                            CurrentRuntime.require(what)
                                    .spawnBlocking(() -> handOver(first.call()), Kind.ORDINARY));
        }
        JoinHandle<@Nullable Void> running = job;
        if (running == null) {
            throw new IllegalStateException(what + " has ended: make a new future to do it again");
        }
        job = null;
        try {
            if (running.poll(cx).isPending()) {
                job = running;
                return Poll.pending();
            }
            return Objects.requireNonNull(outcome.get());
        } catch (TaskCancelledException e) {
            throw new IOException(what + " failed: the runtime has been closed", e);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private @Nullable Void handOver(T value) {
        if (!outcome.compareAndSet(null, Poll.ready(value))) {
            Owned.drop(value);
        }
        return null;
    }

    @Override
    public boolean cancel(Context cx) {
        call = null;
        if (job != null) {
            job.cancel(cx);
            job = null;
            if (outcome.getAndSet(Poll.pending()) instanceof Poll.Ready<T>(var value)) {
                Owned.drop(value);
            }
        }
        return true;
    }
}
