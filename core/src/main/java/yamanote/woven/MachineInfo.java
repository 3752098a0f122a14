package yamanote.woven;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.internal.util.Wrapped;

/**
 * Where a woven body stands in the source: its class, method and file, its first line, and the line
 * of each of its suspension points.
 */
public final class MachineInfo {
    private static final int FIELDS = 4;

    private final String className;
    private final String method;
    private final @Nullable String file;
    private final int[] lines;

    private MachineInfo(String className, String method, @Nullable String file, int[] lines) {
        this.className = className;
        this.method = method;
        this.file = file;
        this.lines = lines;
    }

    /**
     * Reads a machine's constant: {@code class|method|file|line,line,…}, the first line being that
     * of the body, the file empty and lines negative where debug information was left out.
     */
    public static MachineInfo parse(String constant) {
        String[] fields = constant.split("\\|", FIELDS);
        String[] numbers = fields[3].split(",", -1);
        int[] lines = new int[numbers.length];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = Integer.parseInt(numbers[i]);
        }
        return new MachineInfo(fields[0], fields[1], fields[2].isEmpty() ? null : fields[2], lines);
    }

    /** The source position of a woven future's body, or null for any other future. */
    public static @Nullable StackTraceElement site(Object bodyOrFuture) {
        return bodyOrFuture instanceof AsyncMachine<?> machine ? machine.info().at(0) : null;
    }

    /**
     * The await that a woven future was resumed at last, or null if there was none yet. A snapshot
     * if it is being polled.
     */
    public static @Nullable StackTraceElement lastAwait(Object future) {
        return future instanceof AsyncMachine<?> machine && machine.point() > 0
                ? machine.info().at(machine.point())
                : null;
    }

    /** The source position of a suspension point; 0 is the body's first line. */
    public StackTraceElement at(int point) {
        return new StackTraceElement(className, method, file, lines[point]);
    }

    /**
     * What a suspended future waits for, outermost await first: one element for each woven body.
     * Exact for a future that nobody polls meanwhile; else a snapshot of what was seen.
     */
    public static List<StackTraceElement> frames(Future<?> root) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (Future<?> at = root; at != null; at = next(at)) {
            if (at instanceof AsyncMachine<?> machine) {
                frames.add(machine.info().at(machine.isSuspended() ? machine.point() : 0));
            }
        }
        return frames;
    }

    /** The future at the end of the chain of awaits: what the innermost body waits for. */
    public static Future<?> leaf(Future<?> root) {
        Future<?> at = root;
        for (Future<?> next = next(at); next != null; next = next(at)) {
            at = next;
        }
        return at;
    }

    /** The await chain in the form of a stack trace, innermost last. */
    public static String dump(Future<?> root) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement frame : frames(root)) {
            text.append("at ").append(frame).append('\n');
        }
        Future<?> leaf = leaf(root);
        return leaf instanceof AsyncMachine
                ? text.toString()
                : text.append("waits for ").append(leaf).append('\n').toString();
    }

    private static @Nullable Future<?> next(Future<?> future) {
        return switch (future) {
            case AsyncMachine<?> machine when machine.isSuspended() -> machine.awaiting();
            case CancelJoin(Future<?> inner) -> inner;
            case Wrapped wrapped when wrapped.inner() instanceof Future<?> inner -> inner;
            default -> null;
        };
    }
}
