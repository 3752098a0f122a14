package yamanote.process;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** A child's whole life, in which it is closed at the end. */
final class Running<T> implements Future<T> {
    private final Future<Child> spawn;
    private final Function<Child, Future<T>> wait;
    private @Nullable Child child;
    private @Nullable Future<T> result;

    Running(Future<Child> spawn, Function<Child, Future<T>> wait) {
        this.spawn = spawn;
        this.wait = wait;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        Future<T> waiting = result;
        if (waiting == null) {
            if (!(spawn.poll(cx) instanceof Poll.Ready<Child>(var started))) {
                return Poll.pending();
            }
            child = started;
            waiting = wait.apply(started);
            result = waiting;
        }
        boolean pending = false;
        try {
            Poll<T> poll = waiting.poll(cx);
            pending = poll.isPending();
            return poll;
        } finally {
            if (!pending) {
                close();
            }
        }
    }

    @Override
    public boolean cancel(Context cx) {
        CleanUp.cancel(result == null ? spawn : result, cx);
        close();
        return true;
    }

    private void close() {
        if (child != null) {
            child.close();
        }
    }
}
