package yamanote.fs;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.blocking.Handover;

/**
 * A job that is started by the first poll; a cancel leaves it alone, and what it opens is closed.
 */
final class JobFuture<T extends @Nullable Object> implements Future<T> {
    /** Makes the job. */
    interface Starter<T extends @Nullable Object> {
        /** The job, or null: not yet, and the waker of {@code cx} is stored. */
        @Nullable Job<T> start(Context cx) throws IOException;
    }

    private final @Nullable Handover<T> handover;
    private @Nullable Starter<T> starter;
    private @Nullable Job<T> job;

    JobFuture(Starter<T> starter) {
        this(starter, null);
    }

    private JobFuture(Starter<T> starter, @Nullable Handover<T> handover) {
        this.starter = starter;
        this.handover = handover;
    }

    static <T extends @Nullable Object> JobFuture<T> of(String what, Callable<T> call) {
        Handover<T> handover = new Handover<>();
        return new JobFuture<>(_ -> Job.start(what, () -> handover.give(call.call())), handover);
    }

    @Override
    public Poll<T> poll(Context cx) throws IOException {
        Starter<T> first = starter;
        Job<T> running = job;
        starter = null;
        job = null;
        if (running == null) {
            if (first == null) {
                throw new IllegalStateException(
                        "this operation has ended: make a new future to do it again");
            }
            running = first.start(cx);
            if (running == null) {
                starter = first;
                return Poll.pending();
            }
        }
        Poll<T> poll = running.poll(cx);
        if (poll.isPending()) {
            job = running;
        }
        return poll;
    }

    @Override
    public boolean cancel(Context cx) {
        starter = null;
        if (job != null) {
            job.detach(cx);
            job = null;
            if (handover != null) {
                handover.giveUp();
            }
        }
        return true;
    }
}
