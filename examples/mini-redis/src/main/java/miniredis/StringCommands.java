package miniredis;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** GET, SET, INCR and their kin. */
final class StringCommands {
    private static final int MAX_TEXT = 512 * 1024 * 1024;

    private StringCommands() {}

    static void addTo(Commands commands) {
        commands.add("GET", 2, 2, (c, s) -> s.replies().bulk(s.db().text(c.arg(1))));
        commands.addWrite("SET", 3, Commands.ANY, StringCommands::set);
        commands.add("MGET", 2, Commands.ANY, StringCommands::mget);
        commands.addWrite("MSET", 3, Commands.ANY, StringCommands::mset);
        commands.addWrite("INCR", 2, 2, (c, s) -> add(c, s, 1));
        commands.addWrite("DECR", 2, 2, (c, s) -> add(c, s, -1));
        commands.addWrite("INCRBY", 3, 3, (c, s) -> add(c, s, c.integer(2)));
        commands.addWrite("DECRBY", 3, 3, (c, s) -> add(c, s, negated(c.integer(2))));
        commands.addWrite("APPEND", 3, 3, StringCommands::append);
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
            } else if (isExpiry(c, i)
                    && (expiry == 0 || c.sameOption(expiry, i))
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
            long unit = c.is(expiry, "EX") || c.is(expiry, "EXAT") ? 1000 : 1;
            long from = c.is(expiry, "EX") || c.is(expiry, "PX") ? db.now() : 0;
            deadline = KeyCommands.deadline(from, c.integer(expiry + 1), unit, "set", true);
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
            tell(c, db, deadline, keepDeadline);
        }
        if (answerOld) {
            s.replies().bulk(old);
        } else if (store) {
            s.replies().ok();
        } else {
            s.replies().nil();
        }
    }

    private static boolean isExpiry(Command c, int index) {
        return c.is(index, "EX") || c.is(index, "PX") || c.is(index, "EXAT") || c.is(index, "PXAT");
    }

    private static void tell(Command c, Db db, long deadline, boolean keepDeadline) {
        if (deadline != Db.NEVER) {
            db.journal().addSet(c.arg(1), c.arg(2), "PXAT", deadline);
        } else if (keepDeadline) {
            db.journal().addSet(c.arg(1), c.arg(2), "KEEPTTL", Db.NEVER);
        } else {
            db.journal().add("SET", c.arg(1), c.arg(2));
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
        s.db().journal().add(c);
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
        s.db().journal().add(c);
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
        s.db().journal().add(c);
        s.replies().integer(both.length);
    }
}
