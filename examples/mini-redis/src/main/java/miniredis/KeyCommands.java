package miniredis;

import java.util.ArrayList;
import java.util.List;

/** DEL, EXISTS, TYPE, KEYS and what has to do with deadlines. */
final class KeyCommands {
    private KeyCommands() {}

    static void addTo(Commands commands) {
        commands.addWrite("DEL", 2, Commands.ANY, KeyCommands::delete);
        commands.addWrite("UNLINK", 2, Commands.ANY, KeyCommands::delete);
        commands.add("EXISTS", 2, Commands.ANY, (c, s) -> count(c, s, k -> s.db().get(k) != null));
        commands.add("TYPE", 2, 2, KeyCommands::type);
        commands.add("KEYS", 2, 2, KeyCommands::keys);
        commands.add("DBSIZE", 1, 1, (c, s) -> s.replies().integer(s.db().size()));
        commands.addWrite("FLUSHALL", 1, Commands.ANY, KeyCommands::flush);
        commands.addWrite("FLUSHDB", 1, Commands.ANY, KeyCommands::flush);
        commands.addWrite("EXPIRE", 3, Commands.ANY, (c, s) -> expire(c, s, 1000, false));
        commands.addWrite("PEXPIRE", 3, Commands.ANY, (c, s) -> expire(c, s, 1, false));
        commands.addWrite("EXPIREAT", 3, Commands.ANY, (c, s) -> expire(c, s, 1000, true));
        commands.addWrite("PEXPIREAT", 3, Commands.ANY, (c, s) -> expire(c, s, 1, true));
        commands.add("TTL", 2, 2, (c, s) -> timeToLive(c, s, 1000));
        commands.add("PTTL", 2, 2, (c, s) -> timeToLive(c, s, 1));
        commands.addWrite("PERSIST", 2, 2, KeyCommands::persist);
    }

    private interface KeyTest {
        boolean test(Slice key);
    }

    private static void delete(Command c, Session s) {
        if (count(c, s, s.db()::remove) > 0) {
            s.db().journal().add(c);
        }
    }

    private static int count(Command c, Session s, KeyTest test) {
        int count = 0;
        for (int i = 1; i < c.size(); i++) {
            if (test.test(c.arg(i))) {
                count++;
            }
        }
        s.replies().integer(count);
        return count;
    }

    private static void type(Command c, Session s) {
        Value value = s.db().get(c.arg(1));
        s.replies().simple(value == null ? "none" : value.type());
    }

    private static void keys(Command c, Session s) {
        List<Slice> found = new ArrayList<>();
        for (Slice key : s.db().keys()) {
            if (Glob.matches(c.arg(1), key)) {
                found.add(key);
            }
        }
        s.replies().array(found.size());
        found.forEach(s.replies()::bulk);
    }

    private static void flush(Command c, Session s) throws CommandException {
        if (c.size() > 2 || (c.size() == 2 && !c.is(1, "ASYNC") && !c.is(1, "SYNC"))) {
            throw CommandException.syntax();
        }
        s.db().clear();
        s.db().journal().add(c);
        s.replies().ok();
    }

    /**
     * The deadline {@code amount} units after {@code from}; with {@code positive} an amount of 0 or
     * less is an error.
     */
    static long deadline(long from, long amount, long unitMillis, String command, boolean positive)
            throws CommandException {
        if (!(positive && amount <= 0)) {
            try {
                return Math.addExact(from, Math.multiplyExact(amount, unitMillis));
            } catch (ArithmeticException e) {
                // answered below
            }
        }
        throw new CommandException("ERR invalid expire time in '" + command + "' command");
    }

    private static void expire(Command c, Session s, long unitMillis, boolean absolute)
            throws CommandException {
        if (c.size() > 3) {
            throw new CommandException("ERR Unsupported option " + c.arg(3));
        }
        String name = (unitMillis == 1 ? "pexpire" : "expire") + (absolute ? "at" : "");
        Db db = s.db();
        long from = absolute ? 0 : db.now();
        long deadline = deadline(from, c.integer(2), unitMillis, name, false);
        if (db.get(c.arg(1)) == null) {
            s.replies().integer(0);
            return;
        }
        if (deadline <= db.now()) {
            db.remove(c.arg(1));
            db.journal().add("DEL", c.arg(1));
        } else {
            db.expire(c.arg(1), deadline);
            db.journal().addDeadline(c.arg(1), deadline);
        }
        s.replies().integer(1);
    }

    private static void timeToLive(Command c, Session s, long unitMillis) {
        long deadline = s.db().deadline(c.arg(1));
        if (deadline == -1) {
            s.replies().integer(-2);
        } else if (deadline == Db.NEVER) {
            s.replies().integer(-1);
        } else {
            s.replies().integer((deadline - s.db().now() + unitMillis / 2) / unitMillis);
        }
    }

    private static void persist(Command c, Session s) {
        long deadline = s.db().deadline(c.arg(1));
        boolean had = deadline != -1 && deadline != Db.NEVER;
        if (had) {
            s.db().expire(c.arg(1), Db.NEVER);
            s.db().journal().add(c);
        }
        s.replies().integer(had ? 1 : 0);
    }
}
