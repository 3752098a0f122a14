package yamanote.task;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.AsyncCloseable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.runtime.RuntimeCore;
import yamanote.internal.task.Task;
import yamanote.internal.util.Carrier;

/**
 * A {@link JoinSet} whose tasks have keys, and otherwise like it: results in the order of the ends,
 * closed by awaiting, for any thread. A task that is spawned with the key of another one replaces
 * it: that one is aborted, and its result is not given out. Mirrors {@code
 * tokio_util::task::JoinMap}.
 */
public final class JoinMap<K, T extends @Nullable Object> implements AsyncCloseable {
    private final Members members = new Members("JoinMap");

    /** The newest task of each key whose result was not taken. */
    private final ConcurrentHashMap<K, Keyed<K>> keys = new ConcurrentHashMap<>();

    private JoinMap() {}

    /** An empty map. */
    public static <K, T extends @Nullable Object> JoinMap<K, T> create() {
        return new JoinMap<>();
    }

    /**
     * Starts {@code future} as a task of the current runtime; see {@code Async.spawn}.
     *
     * @throws IllegalStateException outside of a runtime, or if the map is closed
     */
    public AbortHandle spawn(K key, Future<? extends T> future) {
        Objects.requireNonNull(future, "future");
        RuntimeCore runtime = CurrentRuntime.require("map.spawn");
        return put(key, () -> runtime.spawn(future));
    }

    /** {@link #spawn(Object, Future)} of a body. */
    public AbortHandle spawn(K key, AsyncBody<T> body) {
        return spawn(key, body.start());
    }

    /** {@link #spawn(Object, Future)} of an action, whose value is null. */
    @SuppressWarnings({"unchecked", "NullAway"}) // null is of every type
    public AbortHandle spawnAction(K key, AsyncAction action) {
        return spawn(key, (Future<? extends T>) action.start());
    }

    /**
     * Takes over a task that runs already, or has ended: a local one, a blocking job, one of
     * another runtime.
     */
    public AbortHandle add(K key, JoinHandle<? extends T> handle) {
        return put(key, handle::task);
    }

    private AbortHandle put(K key, Supplier<Task> starter) {
        Objects.requireNonNull(key, "key");
        var member = new Keyed<>(members, members.start(starter), key, keys);
        Keyed<K> replaced = keys.put(key, member);
        AbortHandle abort = members.add(member);
        if (replaced != null) {
            replaced.task.abort();
        }
        return abort;
    }

    /**
     * The next task that ends, or one that has, with its key; null if no task is left. Costs one
     * unit of the budget. Cancel safe: nothing is lost.
     */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Ended<K, T>> joinNext() {
        return new NextMember<>(members, shape());
    }

    /** A task that has ended, with its key; null if there is none. Not subject to the budget. */
    public @Nullable Ended<K, T> tryJoinNext() {
        return NextMember.now(members, shape());
    }

    @SuppressWarnings("unchecked") // all members are made in put()
    private Function<Member, Ended<K, T>> shape() {
        return member -> new Ended<>(((Keyed<K>) member).key, JoinHandle.outcome(member.task));
    }

    /** Aborts the task with this key, which is still to be joined; false if there is none. */
    public boolean abort(K key) {
        Keyed<K> member = keys.get(key);
        if (member == null) {
            return false;
        }
        member.task.abort();
        return true;
    }

    /** Aborts the tasks whose keys {@code which} names, which are still to be joined. */
    public void abortMatching(Predicate<? super K> which) {
        keys.forEach((key, member) -> {
            if (which.test(key)) {
                member.task.abort();
            }
        });
    }

    /** Whether there is a task with this key whose result was not taken. */
    public boolean containsKey(K key) {
        return keys.containsKey(key);
    }

    /** The keys of the tasks whose results were not taken: a live view that cannot be changed. */
    public Set<K> keys() {
        return Collections.unmodifiableSet(keys.keySet());
    }

    /** See {@link JoinSet#abortAll}. */
    public void abortAll() {
        members.abortAll();
    }

    /** See {@link JoinSet#shutdown}. */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> shutdown() {
        return new Drain(members, false);
    }

    /** See {@link JoinSet#detachAll}. */
    public void detachAll() {
        members.detachAll();
        keys.clear();
    }

    /** Keys whose results were not taken, those that have ended included. */
    public int size() {
        return keys.size();
    }

    /** Whether {@link #size} is 0. */
    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** See {@link JoinSet#closeAsync}. */
    @Override
    public Future<@Nullable Void> closeAsync() {
        return new Drain(members, true);
    }

    @Override
    public String toString() {
        return "JoinMap[size=" + size() + "]";
    }

    /** A task that has ended: its key and how it ended. */
    @SuppressWarnings("exports") // an Owned value goes with a result that is dropped
    public record Ended<K, T extends @Nullable Object>(K key, Outcome<T> outcome)
            implements Carrier {
        /**
         * The outcome.
         *
         * @hidden
         */
        @Override
        public Outcome<T> value() {
            return outcome;
        }
    }

    private static final class Keyed<K> extends Member {
        final K key;
        private final ConcurrentHashMap<K, Keyed<K>> keys;

        Keyed(Members members, Task task, K key, ConcurrentHashMap<K, Keyed<K>> keys) {
            super(members, task);
            this.key = key;
            this.keys = keys;
        }

        /** Unless it was replaced. */
        @Override
        boolean isWanted() {
            return keys.remove(key, this);
        }
    }
}
