package miniredis;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import yamanote.sync.Notify;

/**
 * The keys, their values and when they expire.
 *
 * <p><b>One lock</b>, the monitor of this object, guards all that clients share: the database, who
 * waits for an item in it, {@link PubSub}, and the server's list of clients and counters. A
 * connection holds it while it executes the commands that a read has brought, so every command is
 * atomic. Nobody holds it across an await or while he reads or writes a socket, so a slow client
 * holds up nobody. It is taken once a read, not once a command: with one worker, where nobody
 * contends for it, that costs next to nothing.
 *
 * <p>An expired key is gone for every reader at once; {@link Expiry} takes it out of memory when
 * its time comes.
 */
final class Db {
    /** A key in the map: its value and its deadline, {@link #NEVER} if it has none. */
    private static final class Entry {
        Value value;
        long deadline = NEVER;

        Entry(Value value) {
            this.value = value;
        }
    }

    private record Due(long deadline, long order) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(deadline, other.deadline);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    static final long NEVER = Long.MAX_VALUE;

    private final LongSupplier clock;
    private final HashMap<Slice, Entry> entries = new HashMap<>();
    private final TreeMap<Due, Slice> deadlines = new TreeMap<>();
    private final HashMap<Slice, Due> dueOf = new HashMap<>();
    private final Waiters waiters = new Waiters();
    private final Notify earlierDeadline = Notify.create();
    private final Journal journal = new Journal();
    private long order;
    private boolean replaying;

    /**
     * @param clock milliseconds since the epoch
     */
    Db(LongSupplier clock) {
        this.clock = clock;
    }

    /** The time; at the beginning of it while an append-only file is replayed. */
    long now() {
        return replaying ? 0 : clock.getAsLong();
    }

    /** Nothing expires while commands are done again: that it did is told by one of them. */
    void replaying(boolean replaying) {
        this.replaying = replaying;
    }

    /** Where whoever changes something tells it. */
    Journal journal() {
        return journal;
    }

    private @Nullable Entry entry(Slice key) {
        assert Thread.holdsLock(this);
        Entry entry = entries.get(key);
        if (entry != null && entry.deadline != NEVER && entry.deadline <= now()) {
            expired(key);
            return null;
        }
        return entry;
    }

    @Nullable Value get(Slice key) {
        Entry entry = entry(key);
        return entry == null ? null : entry.value;
    }

    /** The string at {@code key}, or null. */
    @Nullable Slice text(Slice key) throws CommandException {
        return switch (get(key)) {
            case null -> null;
            case Value.Text text -> text.bytes();
            default -> throw CommandException.wrongType();
        };
    }

    @Nullable ArrayDeque<Slice> items(Slice key) throws CommandException {
        return switch (get(key)) {
            case null -> null;
            case Value.Items list -> list.items();
            default -> throw CommandException.wrongType();
        };
    }

    ArrayDeque<Slice> itemsOrNew(Slice key) throws CommandException {
        ArrayDeque<Slice> items = items(key);
        if (items == null) {
            items = new ArrayDeque<>();
            put(key, new Value.Items(items));
        }
        return items;
    }

    @Nullable HashMap<Slice, Slice> fields(Slice key) throws CommandException {
        return switch (get(key)) {
            case null -> null;
            case Value.Fields hash -> hash.fields();
            default -> throw CommandException.wrongType();
        };
    }

    HashMap<Slice, Slice> fieldsOrNew(Slice key) throws CommandException {
        HashMap<Slice, Slice> fields = fields(key);
        if (fields == null) {
            fields = new HashMap<>();
            put(key, new Value.Fields(fields));
        }
        return fields;
    }

    @Nullable HashSet<Slice> members(Slice key) throws CommandException {
        return switch (get(key)) {
            case null -> null;
            case Value.Members set -> set.members();
            default -> throw CommandException.wrongType();
        };
    }

    HashSet<Slice> membersOrNew(Slice key) throws CommandException {
        HashSet<Slice> members = members(key);
        if (members == null) {
            members = new HashSet<>();
            put(key, new Value.Members(members));
        }
        return members;
    }

    @Nullable SortedMembers sorted(Slice key) throws CommandException {
        return switch (get(key)) {
            case null -> null;
            case Value.Sorted zset -> zset.members();
            default -> throw CommandException.wrongType();
        };
    }

    SortedMembers sortedOrNew(Slice key) throws CommandException {
        SortedMembers members = sorted(key);
        if (members == null) {
            members = new SortedMembers();
            put(key, new Value.Sorted(members));
        }
        return members;
    }

    /** Stores {@code value} and leaves the deadline of the key as it is. */
    void put(Slice key, Value value) {
        Entry entry = entry(key);
        if (entry == null) {
            entries.put(key.copy(), new Entry(value));
        } else {
            entry.value = value;
        }
    }

    boolean remove(Slice key) {
        boolean wasThere = entry(key) != null;
        if (wasThere) {
            drop(key);
        }
        return wasThere;
    }

    private void expired(Slice key) {
        journal.add("DEL", key);
        drop(key);
    }

    private void drop(Slice key) {
        expire(key, NEVER);
        entries.remove(key);
    }

    /** Removes {@code key} if its collection has become empty. */
    void removeIfEmpty(Slice key) {
        Entry entry = entries.get(key);
        if (entry != null && entry.value.isEmpty()) {
            drop(key);
        }
    }

    /** The deadline in milliseconds since the epoch, or {@link #NEVER}; -1 without the key. */
    long deadline(Slice key) {
        Entry entry = entry(key);
        return entry == null ? -1 : entry.deadline;
    }

    /** Sets the deadline, or takes it away with {@link #NEVER}; the key must be there. */
    void expire(Slice key, long deadline) {
        Entry entry = entries.get(key);
        if (entry == null || entry.deadline == deadline) {
            return;
        }
        Due before = dueOf.remove(key);
        if (before != null) {
            deadlines.remove(before);
        }
        entry.deadline = deadline;
        if (deadline != NEVER) {
            Slice own = key.copy();
            Due due = new Due(deadline, order++);
            dueOf.put(own, due);
            deadlines.put(due, own);
            if (deadlines.firstKey() == due) {
                earlierDeadline.notifyOne();
            }
        }
    }

    /** Takes out what has expired; the next deadline, or {@link #NEVER}. */
    long purge() {
        assert Thread.holdsLock(this);
        for (Map.Entry<Due, Slice> first = deadlines.firstEntry();
                first != null;
                first = deadlines.firstEntry()) {
            if (first.getKey().deadline() > now()) {
                return first.getKey().deadline();
            }
            expired(first.getValue());
        }
        return NEVER;
    }

    /** Notified when an earlier deadline than the ones before has been set. */
    Notify earlierDeadline() {
        return earlierDeadline;
    }

    /** The clients that wait for an item. */
    Waiters waiters() {
        return waiters;
    }

    /** The keys in memory, whether their time has come or not. */
    int held() {
        assert Thread.holdsLock(this);
        return entries.size();
    }

    int size() {
        purge();
        return entries.size();
    }

    Iterable<Slice> keys() {
        purge();
        return entries.keySet();
    }

    /** Writes commands that make all that is here. */
    void dump(Replies to) {
        purge();
        entries.forEach((key, entry) -> Dump.write(key, entry.value, entry.deadline, to));
    }

    void clear() {
        entries.clear();
        deadlines.clear();
        dueOf.clear();
    }
}
