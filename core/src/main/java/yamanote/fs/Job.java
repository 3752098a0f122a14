package yamanote.fs;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.internal.blocking.BlockingJob.Kind;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.task.JoinHandle;
import yamanote.task.TaskCancelledException;

/** A call on the blocking pool that is neither dropped at shutdown nor interrupted. */
final class Job<T extends @Nullable Object> {
    private final JoinHandle<T> handle;

    private Job(JoinHandle<T> handle) {
        this.handle = handle;
    }

    static <T extends @Nullable Object> Job<T> start(String what, Callable<T> call) {
        return new Job<>(
                JoinHandle.of(CurrentRuntime.require(what).spawnBlocking(call, Kind.MANDATORY)));
    }

    Poll<T> poll(Context cx) throws IOException {
        try {
            return handle.poll(cx);
        } catch (TaskCancelledException e) {
            throw new IOException("background task failed: the runtime has been closed", e);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** Whether it has ended; one that a closed runtime has refused is born so. */
    boolean isFinished() {
        return handle.isFinished();
    }

    /** It goes on, and nobody is told. */
    void detach(Context cx) {
        handle.cancel(cx);
    }
}
