package miniredis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.sync.Notify;

/**
 * A client that waits for the first item of one of some lists. Whoever pushes an item gives it to
 * the client that has waited longest. If the wait has ended meanwhile (the client has gone, its
 * time is over), {@link #close} puts the item back: none is lost, and each goes to one client.
 */
final class Waiter implements Owned {
    private final Db db;
    private final List<Slice> keys;
    private final boolean left;
    private final Notify served = Notify.create();
    private @Nullable Slice key;
    private @Nullable Slice item;

    /** Waits from now on; the caller holds the lock of {@code db}. */
    Waiter(Db db, List<Slice> keys, boolean left) {
        this.db = db;
        this.keys = keys;
        this.left = left;
        db.waiters().add(this);
    }

    List<Slice> keys() {
        return keys;
    }

    /** From which end of the list the client wants its item. */
    boolean left() {
        return left;
    }

    /** Gives the item of {@code key} to the client; the caller holds the lock. */
    void give(Slice key, Slice item) {
        this.key = key;
        this.item = item;
        served.notifyOne();
    }

    /** Ends once an item has been given. */
    Future<@Nullable Void> served() {
        return served.notified();
    }

    /** Writes key and item as the reply: now they are the client's. */
    void writeTo(Replies replies) {
        synchronized (db) {
            replies.array(2);
            replies.bulk(key);
            replies.bulk(item);
            item = null;
        }
    }

    @Override
    public void close() {
        synchronized (db) {
            db.waiters().remove(this);
            if (key != null && item != null) {
                ListCommands.putBack(db, key, item, left);
            }
        }
    }
}
