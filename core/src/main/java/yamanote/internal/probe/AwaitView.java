package yamanote.internal.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.internal.task.Sites;
import yamanote.internal.util.Wrapped;
import yamanote.woven.AsyncMachine;
import yamanote.woven.MachineInfo;

/**
 * What a future waits for, as it was seen: exact if nobody polled it meanwhile, else a guess.
 *
 * @param site where its body stands in the source; for a hand-written future its class
 * @param awaits the awaits that it is suspended at, outermost first
 * @param leaf the future at the end of them; null if a body there runs or has not begun
 */
public record AwaitView(String site, List<StackTraceElement> awaits, @Nullable String leaf) {
    /** The view of {@code future}, or of what a task has in place of it; others may poll it. */
    public static AwaitView of(Object future) {
        try {
            Object inner = future;
            while (!(inner instanceof Future<?>) && inner instanceof Wrapped wrapped) {
                inner = wrapped.inner();
            }
            return inner instanceof Future<?> root
                    ? ofFuture(root)
                    : new AwaitView(Sites.of(inner), List.of(), null);
        } catch (RuntimeException e) {
            // It changed while it was looked at.
            return new AwaitView("a task that is running", List.of(), null);
        }
    }

    private static AwaitView ofFuture(Future<?> root) {
        List<StackTraceElement> frames = MachineInfo.frames(root);
        Future<?> leaf = MachineInfo.leaf(root);
        return leaf instanceof AsyncMachine<?> // at no await, and so the last frame is none
                ? new AwaitView(Sites.of(root), frames.subList(0, frames.size() - 1), null)
                : new AwaitView(Sites.of(root), frames, describe(leaf));
    }

    private static String describe(Future<?> leaf) {
        try {
            boolean speaks =
                    leaf.getClass().getMethod("toString").getDeclaringClass() != Object.class;
            return speaks ? leaf.toString() : name(leaf.getClass());
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every object has a toString", e);
        }
    }

    /** With the classes around it, without the package. */
    private static String name(Class<?> type) {
        String name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(site);
        for (StackTraceElement await : awaits) {
            text.append("\n    awaits at ").append(await);
        }
        return text.append("\n    ")
                .append(leaf == null ? "runs, or has not begun" : "waits for " + leaf)
                .toString();
    }
}
