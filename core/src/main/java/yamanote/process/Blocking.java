package yamanote.process;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.blocking.BlockingJob.Kind;
import yamanote.internal.blocking.Handover;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.task.JoinHandle;
import yamanote.task.TaskCancelledException;

/**
 * A call on the blocking pool of the runtime that first polls it. Cancelled, it goes on, and what
 * it gives is dropped then and there: a child must not outlive whoever gave it up.
 */
final class Blocking<T extends @Nullable Object> implements Future<T> {
    private final String what;
    private final Handover<T> handover = new Handover<>();
    private @Nullable Callable<T> call;
    private @Nullable JoinHandle<T> job;

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
                                    .spawnBlocking(
                                            () -> handover.give(first.call()), Kind.ORDINARY));
        }
        JoinHandle<T> running = job;
        if (running == null) {
            throw new IllegalStateException(what + " has ended: make a new future to do it again");
        }
        job = null;
        try {
            Poll<T> poll = running.poll(cx);
            if (poll.isPending()) {
                job = running;
            }
            return poll;
        } catch (TaskCancelledException e) {
            throw new IOException(what + " failed: the runtime has been closed", e);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    public boolean cancel(Context cx) {
        call = null;
        if (job != null) {
            job.cancel(cx);
            job = null;
            handover.giveUp();
        }
        return true;
    }
}
