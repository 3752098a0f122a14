package yamanote.internal.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Everyone inside {@code blockOn} of one runtime; guarded by itself. */
final class Roots {
    private final List<Root> inside = new ArrayList<>();
    private boolean closing;

    /** Throws if the runtime is closed. */
    synchronized void enter(Root root) {
        if (closing) {
            throw new IllegalStateException("this runtime is closed: blockOn before close()");
        }
        inside.add(root);
    }

    /** True if nobody is left. */
    synchronized boolean leave(Root root) {
        inside.remove(root);
        return inside.isEmpty();
    }

    /** Lets nobody in any more and cancels those inside. */
    synchronized void close() {
        closing = true;
        inside.forEach(root -> root.task.abort());
    }

    synchronized boolean isEmpty() {
        return inside.isEmpty();
    }

    synchronized void unparkAll() {
        for (int i = 0; i < inside.size(); i++) {
            LockSupport.unpark(inside.get(i).thread);
        }
    }

    synchronized void name(List<String> survivors) {
        inside.forEach(root -> survivors.add("blockOn on " + root.thread));
    }
}
