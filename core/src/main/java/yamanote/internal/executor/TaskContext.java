package yamanote.internal.executor;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.internal.task.Sites;
import yamanote.internal.task.Task;
import yamanote.internal.task.UnreadResults;
import yamanote.internal.util.Sited;

/** The context of a thread that polls tasks: knows the task whose poll is under way. */
public abstract class TaskContext extends Context implements Sited {
    private final UnreadResults unread;

    private @Nullable Task task;
    private @Nullable Epilogue epilogue;
    private @Nullable Throwable rootFailure;
    private boolean yielded;

    /** Failures that belong to no handle go to {@code unread}. */
    protected TaskContext(UnreadResults unread) {
        this.unread = unread;
    }

    /** The task whose poll is under way, or null between polls. */
    public final @Nullable Task task() {
        return task;
    }

    @Override
    public final Waker waker() {
        Task task = this.task;
        if (task == null) {
            throw new IllegalStateException(
                    "no poll is under way: keep the waker of a context, never the context");
        }
        return task;
    }

    /** Takes effect if the poll then ends Pending. */
    @Override
    public final void defer() {
        yielded = true;
    }

    @Override
    public final boolean adopt(Future<?> cleanUp) {
        epilogue().add(cleanUp);
        return true;
    }

    @Override
    public final void cleanUpFailed(Future<?> cancelled, Throwable failure) {
        if (cancelled == main()) {
            rootFailure = failure;
        } else {
            unread.report(Sites.of(cancelled), failure);
        }
    }

    /** The results that nobody may ever read. */
    protected final UnreadResults unread() {
        return unread;
    }

    /** Where the task whose poll is under way stands in the source. */
    @Override
    public final String site() {
        return Sites.of(main());
    }

    /** The main future of the task whose poll is under way. */
    private @Nullable Object main() {
        Object payload = task == null ? null : task.payload();
        return payload instanceof Epilogue beyond ? beyond.main() : payload;
    }

    final void enter(Task task, @Nullable Epilogue epilogue) {
        this.task = task;
        this.epilogue = epilogue;
    }

    final void leave() {
        task = null;
        epilogue = null;
        rootFailure = null;
        yielded = false;
    }

    final Epilogue epilogue() {
        Epilogue known = epilogue;
        if (known == null) {
            known = new Epilogue();
            epilogue = known;
        }
        return known;
    }

    /** Whether the poll under way has given way. */
    final boolean hasYielded() {
        return yielded;
    }

    final @Nullable Epilogue epilogueOrNull() {
        return epilogue;
    }

    /** What the clean-up of the root future threw during this poll, or null. */
    final @Nullable Throwable rootFailure() {
        return rootFailure;
    }

    final void ended(Task ended, @Nullable Object result) {
        unread.ended(ended, result);
    }
}
