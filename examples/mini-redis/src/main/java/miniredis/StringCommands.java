package miniredis;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** GET, SET, INCR and their kin. */
final class StringCommands {
    private static final int MAX_TEXT = 512 * 1024 * 1024;

    private StringCommands() {}

    static void addTo(Commands commands) {
        commands.add("GET", 2, 2, (c, s) -> s.replies().bulk(s.db().text(c.arg(1))));
        commands.add("SET", 3, Commands.ANY, StringCommands::set);
        commands.add("MGET", 2, Commands.ANY, StringCommands::mget);
        commands.add("MSET", 3, Commands.ANY, StringCommands::mset);
        commands.add("INCR", 2, 2, (c, s) -> add(c, s, 1));
        commands.add("DECR", 2, 2, (c, s) -> add(c, s, -1));
        commands.add("INCRBY", 3, 3, (c, s) -> add(c, s, c.integer(2)));
        commands.add("DECRBY", 3, 3, (c, s) -> add(c, s, negated(c.integer(2))));
        commands.add("APPEND", 3, 3, StringCommands::append);
        commands.add("STRLEN", 2, 2, (c, s) -> s.replies().integer(length(s.db().text(c.arg(1)))));
    }

    private static int length(@Nullable Slice text) {
        return text == null ? 0 : text.length();
    }

    private static void set(Command c, Session s) throws CommandException {
        boolean onlyNew = false;
        boolean onlyOld = false;
        boolean answerOld = false;
        boolean keepDeadline = false;
        int expiry = 0;
        for (int i = 3; i < c.size(); i++) {
            if (c.is(i, "NX") && !onlyOld) {
                onlyNew = true;
            } else if (c.is(i, "XX") && !onlyNew) {
                onlyOld = true;
            } else if (c.is(i, "GET")) {
                answerOld = true;
            } else if (c.is(i, "KEEPTTL") && expiry == 0) {
                keepDeadline = true;
            } else if ((c.is(i, "EX") || c.is(i, "PX"))
                    && (expiry == 0 || c.is(expiry, "EX") == c.is(i, "EX"))
                    && !keepDeadline
                    && i + 1 < c.size()) {
                expiry = i++;
            } else {
                throw CommandException.syntax();
            }
        }
        Db db = s.db();
        long deadline = Db.NEVER;
        if (expiry != 0) {
            long unit = c.is(expiry, "EX") ? 1000 : 1;
            deadline = KeyCommands.deadline(db, c.integer(expiry + 1), unit, "set", true);
        }
        Slice key = c.arg(1);
        Slice old = answerOld ? db.text(key) : null;
        boolean exists = (onlyNew || onlyOld) && db.get(key) != null;
        boolean store = onlyNew ? !exists : !onlyOld || exists;
        if (store) {
            db.put(key, new Value.Text(c.arg(2).copy()));
            if (!keepDeadline) {
                db.expire(key, deadline);
            }
        }
        if (answerOld) {
            s.replies().bulk(old);
        } else if (store) {
            s.replies().ok();
        } else {
            s.replies().nil();
        }
    }

    private static void mget(Command c, Session s) {
        s.replies().array(c.size() - 1);
        for (int i = 1; i < c.size(); i++) {
            s.replies().bulk(s.db().get(c.arg(i)) instanceof Value.Text text ? text.bytes() : null);
        }
    }

    private static void mset(Command c, Session s) throws CommandException {
        if (c.size() % 2 == 0) {
            throw new CommandException("ERR wrong number of arguments for 'mset' command");
        }
        for (int i = 1; i < c.size(); i += 2) {
            s.db().put(c.arg(i), new Value.Text(c.arg(i + 1).copy()));
            s.db().expire(c.arg(i), Db.NEVER);
        }
        s.replies().ok();
    }

    private static void add(Command c, Session s, long by) throws CommandException {
        Slice text = s.db().text(c.arg(1));
        long value = text == null ? 0 : Numbers.parse(text);
        long sum = value + by;
        if (((value ^ sum) & (by ^ sum)) < 0) {
            throw new CommandException("ERR increment or decrement would overflow");
        }
        s.db().put(c.arg(1), new Value.Text(Slice.of(Long.toString(sum))));
        s.replies().integer(sum);
    }

    private static long negated(long value) throws CommandException {
        if (value == Long.MIN_VALUE) {
            throw new CommandException("ERR decrement would overflow");
        }
        return -value;
    }

    private static void append(Command c, Session s) throws CommandException {
        Slice head = s.db().text(c.arg(1));
        Slice tail = c.arg(2);
        int length = length(head);
        if ((long) length + tail.length() > MAX_TEXT) {
            throw new CommandException("ERR string exceeds maximum allowed size");
        }
        byte[] both =
                head == null
                        ? new byte[tail.length()]
                        : Arrays.copyOf(head.bytes(), length + tail.length());
        System.arraycopy(tail.array(), tail.offset(), both, length, tail.length());
        s.db().put(c.arg(1), new Value.Text(new Slice(both, 0, both.length)));
        s.replies().integer(both.length);
    }
}
