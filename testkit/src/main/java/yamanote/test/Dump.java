package yamanote.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import yamanote.future.Future;
import yamanote.internal.probe.AwaitView;
import yamanote.internal.probe.RuntimeProbe;

/** What everything in a runtime waits for, as text for a failure. */
final class Dump {
    private static final int KINDS = 40;

    private Dump() {}

    /** Of a test that has taken too long. */
    static String of(Duration timeout, Thread tested, Future<?> body, RuntimeProbe probe) {
        List<String> lines = new ArrayList<>();
        lines.add("the test took longer than " + text(timeout) + "; what it waits for:");
        lines.add("the body, " + AwaitView.of(body));
        List<StackTraceElement> stack = userFrames(tested.getStackTrace());
        if (!stack.isEmpty()) {
            lines.add(tested.getName() + ", which polls, is busy or blocked:");
            stack.forEach(frame -> lines.add("    at " + frame));
        }
        lines.addAll(tasks(probe));
        probe.blockingJobs().forEach(lines::add);
        return String.join("\n  ", lines);
    }

    /** The tasks that have not ended, those that wait alike counted together. */
    static List<String> tasks(RuntimeProbe probe) {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        long seen = 0;
        for (AwaitView task : probe.tasks()) {
            kinds.merge(task.toString().replace("\n", "\n  "), 1, Integer::sum);
            seen++;
        }
        List<String> lines = new ArrayList<>();
        kinds.entrySet().stream()
                .limit(KINDS)
                .forEach(kind -> lines.add(count(kind.getValue(), "task") + kind.getKey()));
        if (kinds.size() > KINDS) {
            lines.add("and tasks of " + (kinds.size() - KINDS) + " other kinds");
        }
        long unpolled = probe.aliveTasks() - seen;
        if (unpolled > 0) {
            lines.add(
                    unpolled
                            + " that were never polled, or are just being polled for the first time");
        }
        return lines;
    }

    private static String count(int count, String what) {
        return count == 1 ? what + " " : count + " " + what + "s ";
    }

    /** What a thread does inside of a poll; nothing if it just waits in the runtime. */
    private static List<StackTraceElement> userFrames(StackTraceElement[] stack) {
        List<StackTraceElement> frames = new ArrayList<>();
        boolean user = false;
        for (StackTraceElement frame : stack) {
            String name = frame.getClassName();
            if (name.startsWith("yamanote.internal.")) {
                break;
            }
            user |= !name.startsWith("java.") && !name.startsWith("jdk.");
            frames.add(frame);
        }
        return user ? frames : List.of();
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
