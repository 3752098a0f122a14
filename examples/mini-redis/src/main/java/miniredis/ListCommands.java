package miniredis;

import static yamanote.Async.async;
import static yamanote.Async.selectAny;
import static yamanote.Async.timeout;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Owned;

/** Lists, and the client that waits for an item of one. */
final class ListCommands {
    /** In seconds: thirty years. */
    private static final double FOR_EVER = 1e9;

    private ListCommands() {}

    static void addTo(Commands commands) {
        commands.add("LPUSH", 3, Commands.ANY, (c, s) -> push(c, s, true));
        commands.add("RPUSH", 3, Commands.ANY, (c, s) -> push(c, s, false));
        commands.add("LPOP", 2, 3, (c, s) -> pop(c, s, true));
        commands.add("RPOP", 2, 3, (c, s) -> pop(c, s, false));
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
        s.replies().integer(items.size());
        s.db().arrived(c.arg(1), c.size() - 2);
    }

    private static @Nullable Slice take(Db db, Slice key, boolean left) throws CommandException {
        ArrayDeque<Slice> items = db.items(key);
        if (items == null) {
            return null;
        }
        Slice item = left ? items.pollFirst() : items.pollLast();
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

    private static Future<Void> blockingPop(Command command, Session s, boolean left)
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
        Future<Void> popped = popWhenThere(keys, s, left);
        if (seconds == 0) {
            return popped;
        }
        var limit = Duration.ofNanos((long) (Math.min(seconds, FOR_EVER) * 1e9));
        return async(() -> {
            try {
                timeout(limit, popped).await();
            } catch (TimeoutException e) {
                s.replies().nilArray();
            }
        });
    }

    /** Takes the first item of the first key that has one, waiting as long as none has. */
    private static Future<Void> popWhenThere(List<Slice> keys, Session s, boolean left) {
        return async(() -> {
            while (!popNow(keys, s, left)) {
                arrival(keys, s.db()).await();
            }
        });
    }

    /** Waits until something has come to one of {@code keys}. */
    private static Future<Void> arrival(List<Slice> keys, Db db) {
        return async(() -> {
            List<Owned> leases = new ArrayList<>();
            try {
                List<Future<Void>> arrivals = new ArrayList<>();
                for (Slice key : keys) {
                    Arrivals at = db.arrivals(key);
                    leases.add(at.lease());
                    arrivals.add(at.arrived().notified());
                }
                selectAny(arrivals).await();
            } finally {
                leases.forEach(Owned::close);
            }
        });
    }

    private static boolean popNow(List<Slice> keys, Session s, boolean left)
            throws CommandException {
        for (Slice key : keys) {
            if (s.db().get(key) instanceof Value.Items) {
                Slice item = take(s.db(), key, left);
                s.replies().array(2);
                s.replies().bulk(key);
                s.replies().bulk(item);
                // The arrival that ended the wait may have been another one, and others wait for
                // it.
                keys.forEach(other -> s.db().arrived(other, 1));
                return true;
            }
        }
        return false;
    }
}
