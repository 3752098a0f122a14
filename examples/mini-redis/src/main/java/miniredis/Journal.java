package miniredis;

import org.jspecify.annotations.Nullable;
import yamanote.sync.Notify;

/**
 * The changes of the database, in their order, as the commands that make them again; {@link
 * AppendOnlyFile} takes them from here. What depends on the time or on chance is written as what
 * has come of it: a deadline instead of a time to live, the members that were popped. Forgets
 * everything until {@link #begin}. Guarded by the lock of {@link Db}.
 */
final class Journal {
    private static final int CAPACITY = 64 * 1024;

    private final Notify more = Notify.create();

    /** Null while nobody keeps the changes. */
    private @Nullable Replies changes;

    /** Where {@link #changes} begins, in bytes from the first change on. */
    private long taken;

    /** Keeps the changes from now on; the first of them is at {@code position}. */
    void begin(long position) {
        taken = position;
        changes = buffer();
    }

    static Replies buffer() {
        return new Replies(CAPACITY);
    }

    /** Forgets what has not been taken, and all that comes. */
    void end() {
        changes = null;
    }

    /** The command has changed something, and would do so again. */
    void add(Command command) {
        Replies to = changes;
        if (to != null) {
            begun(to).array(command.size());
            for (int i = 0; i < command.size(); i++) {
                to.bulk(command.arg(i));
            }
        }
    }

    void add(String name, Slice key) {
        Replies to = changes;
        if (to != null) {
            begun(to).array(2);
            to.bulk(name);
            to.bulk(key);
        }
    }

    void add(String name, Slice key, Slice value) {
        Replies to = changes;
        if (to != null) {
            begun(to).array(3);
            to.bulk(name);
            to.bulk(key);
            to.bulk(value);
        }
    }

    /** A key now goes at {@code deadline}. */
    void addDeadline(Slice key, long deadline) {
        if (changes != null) {
            add("PEXPIREAT", key, Slice.of(Long.toString(deadline)));
        }
    }

    /** A string was stored, with an option of SET and its deadline if there is one. */
    void addSet(Slice key, Slice value, String option, long deadline) {
        Replies to = changes;
        if (to != null) {
            begun(to).array(deadline == Db.NEVER ? 4 : 5);
            to.bulk("SET");
            to.bulk(key);
            to.bulk(value);
            to.bulk(option);
            if (deadline != Db.NEVER) {
                to.bulk(Long.toString(deadline));
            }
        }
    }

    private Replies begun(Replies to) {
        if (to.size() == 0) {
            more.notifyOne();
        }
        return to;
    }

    /** Notified when there is something to take. */
    Notify more() {
        return more;
    }

    /** Where the next change begins. */
    long position() {
        return changes == null ? taken : taken + changes.size();
    }

    /** What has gathered since the last time; {@code empty} is where the next changes go. */
    Replies take(Replies empty) {
        Replies full = changes;
        if (full == null) {
            return empty;
        }
        taken += full.size();
        changes = empty;
        return full;
    }
}
