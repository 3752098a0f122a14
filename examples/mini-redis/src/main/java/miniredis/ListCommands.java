package miniredis;

import static yamanote.Async.async;
import static yamanote.Async.timeout;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;

/** Lists, and the client that waits for an item of one. */
final class ListCommands {
    /** In seconds: thirty years. */
    private static final double FOR_EVER = 1e9;

    private ListCommands() {}

    static void addTo(Commands commands) {
        commands.addWrite("LPUSH", 3, Commands.ANY, (c, s) -> push(c, s, true));
        commands.addWrite("RPUSH", 3, Commands.ANY, (c, s) -> push(c, s, false));
        commands.addWrite("LPOP", 2, 3, (c, s) -> pop(c, s, true));
        commands.addWrite("RPOP", 2, 3, (c, s) -> pop(c, s, false));
        commands.add("LLEN", 2, 2, ListCommands::length);
        commands.add("LRANGE", 4, 4, ListCommands::range);
        commands.addWaiting("BLPOP", 3, Commands.ANY, (c, s) -> blockingPop(c, s, true));
        commands.addWaiting("BRPOP", 3, Commands.ANY, (c, s) -> blockingPop(c, s, false));
    }

    private static void push(Command c, Session s, boolean left) throws CommandException {
        ArrayDeque<Slice> items = s.db().itemsOrNew(c.arg(1));
        for (int i = 2; i < c.size(); i++) {
            if (left) {
                items.addFirst(c.arg(i).copy());
            } else {
                items.addLast(c.arg(i).copy());
            }
        }
        s.db().journal().add(c);
        s.replies().integer(items.size());
        serveWaiters(s.db(), c.arg(1));
    }

    /** Gives the items of the list at {@code key} to those who wait for one, as far as they go. */
    private static void serveWaiters(Db db, Slice key) throws CommandException {
        while (db.items(key) != null && db.waiters().pollFirst(key) instanceof Waiter first) {
            if (take(db, key, first.left()) instanceof Slice item) {
                first.give(key.copy(), item);
            }
        }
    }

    /** Returns an item that was given to a client that has ended its wait. */
    static void putBack(Db db, Slice key, Slice item, boolean left) {
        try {
            ArrayDeque<Slice> items = db.itemsOrNew(key);
            if (left) {
                items.addFirst(item);
            } else {
                items.addLast(item);
            }
            db.journal().add(left ? "LPUSH" : "RPUSH", key, item);
            serveWaiters(db, key);
        } catch (CommandException e) {
            // Something else has been stored there since, and would have replaced the item too.
        }
    }

    private static @Nullable Slice take(Db db, Slice key, boolean left) throws CommandException {
        ArrayDeque<Slice> items = db.items(key);
        if (items == null) {
            return null;
        }
        Slice item = left ? items.pollFirst() : items.pollLast();
        db.journal().add(left ? "LPOP" : "RPOP", key);
        if (items.isEmpty()) {
            db.removeIfEmpty(key);
        }
        return item;
    }

    private static void pop(Command c, Session s, boolean left) throws CommandException {
        if (c.size() == 2) {
            s.replies().bulk(take(s.db(), c.arg(1), left));
            return;
        }
        long count = c.count(2);
        ArrayDeque<Slice> items = s.db().items(c.arg(1));
        if (items == null) {
            s.replies().nilArray();
            return;
        }
        int n = (int) Math.min(count, items.size());
        s.replies().array(n);
        for (int i = 0; i < n; i++) {
            s.replies().bulk(take(s.db(), c.arg(1), left));
        }
    }

    private static void length(Command c, Session s) throws CommandException {
        ArrayDeque<Slice> items = s.db().items(c.arg(1));
        s.replies().integer(items == null ? 0 : items.size());
    }

    private static void range(Command c, Session s) throws CommandException {
        long start = c.integer(2);
        long stop = c.integer(3);
        ArrayDeque<Slice> items = s.db().items(c.arg(1));
        Span span = Span.of(start, stop, items == null ? 0 : items.size());
        s.replies().array(span.count());
        if (items != null) {
            items.stream().skip(span.from()).limit(span.count()).forEach(s.replies()::bulk);
        }
    }

    private static Future<@Nullable Void> blockingPop(Command command, Session s, boolean left)
            throws CommandException {
        double seconds =
                command.real(command.size() - 1, "ERR timeout is not a float or out of range");
        if (seconds < 0) {
            throw new CommandException("ERR timeout is negative");
        }
        if (seconds * 1000 > Long.MAX_VALUE) {
            throw new CommandException("ERR timeout is out of range");
        }
        List<Slice> keys = new ArrayList<>();
        for (int i = 1; i < command.size() - 1; i++) {
            keys.add(command.arg(i).copy());
        }
        for (Slice key : keys) {
            if (s.db().items(key) != null) {
                break; // a value of another type fails here; one that comes later is waited out
            }
        }
        double wait = seconds == 0 ? FOR_EVER : Math.min(seconds, FOR_EVER);
        var limit = Duration.ofNanos((long) (wait * 1e9));
        return async(() -> {
            try (Waiter waiter = popOrWait(keys, s, left)) {
                if (waiter != null) {
                    timeout(limit, waiter.served()).await();
                    waiter.writeTo(s.replies());
                }
            } catch (TimeoutException e) {
                s.replies().nilArray();
            }
        });
    }

    /** Takes the first item of the first key that has one, or gets in line for the next. */
    private static @Nullable Waiter popOrWait(List<Slice> keys, Session s, boolean left)
            throws CommandException {
        Db db = s.db();
        synchronized (db) {
            for (Slice key : keys) {
                if (db.get(key) instanceof Value.Items
                        && take(db, key, left) instanceof Slice item) {
                    s.replies().array(2);
                    s.replies().bulk(key);
                    s.replies().bulk(item);
                    return null;
                }
            }
            return new Waiter(db, keys, left);
        }
    }
}
