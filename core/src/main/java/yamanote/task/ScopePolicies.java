package yamanote.task;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.internal.task.Ending;
import yamanote.internal.task.Task;

/** What the end of a task means to its scope. */
final class ScopePolicies {
    private ScopePolicies() {}

    /** Remembers the first failure, the others suppressed in it. */
    private abstract static class Failing<R extends @Nullable Object> extends ScopeMembers<R> {
        volatile @Nullable Throwable failure;

        /** Under the lock: whether {@code ended} is the first to have failed. */
        final boolean isFirstFailure(Task ended) {
            if (failure != null || !(ended.payload() instanceof Ending.Failure first)) {
                return false;
            }
            failure = first.thrown();
            return true;
        }

        @Override
        final void noted(Task ended) {
            Throwable first = failure;
            if (ended.payload() instanceof Ending.Failure other) {
                other.claim();
                if (first != null && first != other.thrown()) {
                    first.addSuppressed(other.thrown());
                }
            }
        }
    }

    /** See {@link TaskScope#create()}. */
    static final class FailFast extends Failing<@Nullable Void> {
        private volatile boolean thrown;

        @Override
        boolean decides(Task ended) {
            return isFirstFailure(ended);
        }

        @Override
        @Nullable Void result() throws Exception {
            Throwable first = failure;
            if (first != null) {
                thrown = true;
                throw JoinHandle.exceptionOrThrow(first);
            }
            return null;
        }

        @Override
        @Nullable Throwable undelivered() {
            return thrown ? null : failure;
        }
    }

    /** See {@link TaskScope#collectAll()}. */
    static final class CollectAll<T extends @Nullable Object>
            extends ScopeMembers<List<Outcome<T>>> {
        @Override
        boolean keepsEnded() {
            return true;
        }

        @Override
        boolean decides(Task ended) {
            return false;
        }

        @Override
        List<Outcome<T>> result() {
            List<Outcome<T>> outcomes = new ArrayList<>();
            for (Task task : endedTasks()) {
                outcomes.add(JoinHandle.outcome(task));
            }
            return outcomes;
        }
    }

    /** See {@link TaskScope#firstSuccess()}. */
    static final class FirstSuccess<T extends @Nullable Object> extends Failing<T> {
        private volatile @Nullable Task winner;
        private volatile boolean any;

        @Override
        boolean decides(Task ended) {
            any = true;
            Object payload = ended.payload();
            if (isFirstFailure(ended)
                    || payload instanceof Ending.Failure
                    || payload instanceof Ending.Cancelled
                    || winner != null) {
                return false;
            }
            winner = ended;
            return true;
        }

        @Override
        T result() throws Exception {
            Task first = winner;
            if (first != null) {
                return JoinHandle.<T>of(first).end() instanceof Outcome.Ok<T>(var value)
                        ? value
                        : unreachable();
            }
            Throwable thrown = failure;
            if (thrown != null) {
                throw JoinHandle.exceptionOrThrow(thrown);
            }
            if (any) {
                throw new TaskCancelledException("every task of the scope was cancelled");
            }
            throw new IllegalStateException(
                    "join() of a scope for the first success, in which there was no task: spawn one"
                            + " before");
        }

        private static <T> T unreachable() {
            throw new AssertionError("a winner has a value");
        }
    }
}
