package miniredis;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;

/**
 * The table of commands: finds the handler of a request, checks the number of its arguments,
 * answers its errors. Used under the lock of {@link Db}.
 */
final class Commands {
    /** Answers at once. */
    @FunctionalInterface
    interface Handler {
        void run(Command command, Session session) throws CommandException;
    }

    /** Answers when the future has ended. */
    @FunctionalInterface
    interface WaitingHandler {
        Future<@Nullable Void> run(Command command, Session session) throws CommandException;
    }

    private record Spec(
            int atLeast,
            int atMost,
            @Nullable Handler handler,
            @Nullable WaitingHandler waiting,
            boolean whenSubscribed,
            boolean writes) {}

    static final int ANY = Integer.MAX_VALUE;
    private static final int LONGEST_NAME = 32;

    /** How much of an unknown command is repeated to the client. */
    private static final int MOST_TOLD = 128;

    private final Map<Slice, Spec> table = new HashMap<>();
    private final byte[] upperCase = new byte[LONGEST_NAME];
    private final Slice probe = new Slice(upperCase, 0, 0);

    Commands() {
        ServerCommands.addTo(this);
        KeyCommands.addTo(this);
        StringCommands.addTo(this);
        ListCommands.addTo(this);
        HashCommands.addTo(this);
        SetCommands.addTo(this);
        SortedSetCommands.addTo(this);
        PubSubCommands.addTo(this);
    }

    /** Adds a command of {@code atLeast} to {@code atMost} parts, its name included. */
    void add(String name, int atLeast, int atMost, Handler handler) {
        table.put(Slice.of(name), new Spec(atLeast, atMost, handler, null, false, false));
    }

    /** Adds one that may change the database; if it did, it tells {@link Db#journal}. */
    void addWrite(String name, int atLeast, int atMost, Handler handler) {
        table.put(Slice.of(name), new Spec(atLeast, atMost, handler, null, false, true));
    }

    /** Adds a command that is also allowed to a client that has subscribed to channels. */
    void addForSubscribed(String name, int atLeast, int atMost, Handler handler) {
        table.put(Slice.of(name), new Spec(atLeast, atMost, handler, null, true, false));
    }

    /** Adds one that waits until it can change the database. */
    void addWaiting(String name, int atLeast, int atMost, WaitingHandler handler) {
        table.put(Slice.of(name), new Spec(atLeast, atMost, null, handler, false, true));
    }

    TreeSet<Slice> names() {
        return new TreeSet<>(table.keySet());
    }

    /** Answers {@code command}, or returns the future that does. */
    @Nullable Future<@Nullable Void> execute(Command command, Session session) {
        try {
            Spec spec = find(command.name());
            if (spec == null) {
                session.replies().error(unknown(command));
            } else if (command.size() < spec.atLeast || command.size() > spec.atMost) {
                session.replies()
                        .error(
                                "ERR wrong number of arguments for '"
                                        + lowerCase(command.name())
                                        + "' command");
            } else if (session.subscriber().isActive() && !spec.whenSubscribed) {
                session.replies()
                        .error(
                                "ERR Can't execute '"
                                        + lowerCase(command.name())
                                        + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT"
                                        + " / RESET are allowed in this context");
            } else if (spec.writes && session.info().writeFailure() instanceof String failure) {
                session.replies().error("MISCONF Errors writing to the AOF file: " + failure);
            } else if (spec.handler != null) {
                spec.handler.run(command, session);
            } else if (spec.waiting != null) {
                return spec.waiting.run(command, session);
            }
        } catch (CommandException e) {
            session.replies().error(String.valueOf(e.getMessage()));
        }
        return null;
    }

    private static String lowerCase(Slice name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private static String unknown(Command command) {
        var arguments = new StringBuilder();
        for (int i = 1; i < command.size() && arguments.length() < MOST_TOLD; i++) {
            String argument = command.arg(i).toString();
            int most = Math.min(argument.length(), MOST_TOLD - arguments.length());
            arguments.append("'").append(argument, 0, most).append("' ");
        }
        String name = command.name().toString();
        return "ERR unknown command '%s', with args beginning with: %s"
                .formatted(name.substring(0, Math.min(name.length(), MOST_TOLD)), arguments);
    }

    private @Nullable Spec find(Slice name) {
        int length = name.length();
        if (length > LONGEST_NAME) {
            return null;
        }
        for (int i = 0; i < length; i++) {
            upperCase[i] = (byte) Slice.upper(name.at(i));
        }
        probe.point(upperCase, 0, length);
        return table.get(probe);
    }
}
