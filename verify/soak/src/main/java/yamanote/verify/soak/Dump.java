package yamanote.verify.soak;

import java.lang.reflect.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;

/** The state of a round that stands still. */
final class Dump {
    private static final int NODES = 50;

    private Dump() {}

    static String of(Round round, Plan plan) {
        StringBuilder text = new StringBuilder();
        var metrics = round.runtime.metrics();
        text.append(plan).append('\n');
        text.append(
                "at rest %d of %d, tasks started %d, ended %d, alive %d, global queue %d, polls %d%n"
                        .formatted(
                                round.atRest.get(),
                                plan.tokens(),
                                round.started.get(),
                                round.ended.get(),
                                metrics.aliveTasks(),
                                metrics.globalQueueDepth(),
                                metrics.polls()));
        int shown = 0;
        for (int i = 0; i < round.nodes.length && shown < NODES; i++) {
            Node node = round.nodes[i];
            var handle = node.handle;
            boolean finished = handle != null && handle.isFinished();
            if (node.tokens.get() > 0 || (round.isOver && !finished)) {
                shown++;
                text.append(
                        "node %d: tokens %d, wakes %d, finished %b, state %s%n"
                                .formatted(
                                        i,
                                        node.tokens.get(),
                                        node.wakes,
                                        finished,
                                        state(node.waker)));
            }
        }
        for (Foreigner foreigner : round.foreigners) {
            text.append("foreigner: tokens %d%n".formatted(foreigner.tokens.get()));
        }
        for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
            text.append(each.getKey()).append('\n');
            for (StackTraceElement frame : each.getValue()) {
                text.append("    ").append(frame).append('\n');
            }
        }
        return text.toString();
    }

    /** The state word: 1 running, 2 notified, 4 complete, 8 cancelled. */
    private static @Nullable Object state(Waker waker) {
        try {
            for (Class<?> type = waker.getClass(); type != null; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (field.getName().equals("state")) {
                        field.setAccessible(true);
                        return field.get(waker);
                    }
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            return e;
        }
        return null;
    }
}
