package yamanote.verify.iosoak;

import java.util.Map;

/** The state of a round that went wrong. */
final class Dump {
    private static final int CONNECTIONS = 50;

    private Dump() {}

    static String of(Round round) {
        StringBuilder text = new StringBuilder();
        text.append(round.plan).append('\n').append(round.phase).append('\n');
        int shown = 0;
        for (Connection connection : round.connections) {
            boolean whole = connection.up.isComplete() && connection.down.isComplete();
            if (!whole && !connection.isBroken && shown++ < CONNECTIONS) {
                text.append(connection).append('\n');
            }
        }
        for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
            text.append(each.getKey()).append('\n');
            for (StackTraceElement frame : each.getValue()) {
                text.append("    ").append(frame).append('\n');
            }
        }
        return text.toString();
    }
}
