package yamanote.stream;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.future.Poll;
import yamanote.internal.util.Carrier;

/**
 * Several streams as one, each under a key; streams come and go while it runs. Mirrors {@code
 * tokio_stream::StreamMap}.
 *
 * <p>Each item comes with the key of its stream. A stream that has ended is removed; with {@link
 * AsyncStream#notifyClose()} it says so. What a stream throws the map throws, and goes on. An empty
 * map gives the end, and goes on if a stream is inserted after that.
 *
 * <p>Fair: each poll begins at a random stream. It asks one after the other until one has an item,
 * so a map is for dozens of streams; for thousands let a task each send into one {@code Mpsc}.
 *
 * <p>Owner-only, like every stream; streams are inserted and removed between two polls. It owns
 * them: to close it ends them all.
 */
public final class StreamMap<K, V> implements AsyncStream<StreamMap.Entry<K, V>> {
    /** An item and the key of the stream that it comes from. */
    @SuppressWarnings("exports") // so that an item that is dropped is closed if it is Owned
    public record Entry<K, V>(K key, V value) implements Carrier {}

    /** A stream, as it was given and as it is polled. */
    private record Keyed<K, V>(K key, AsyncStream<V> stream, OwningStream<V> items) {}

    private final List<Keyed<K, V>> streams = new ArrayList<>();

    /** Not null once this was cancelled. */
    private @Nullable Ending ending;

    /** Thrown while nextMany had items to give: the next poll throws it. */
    private @Nullable Throwable held;

    /* One pass asks each stream once: where it is, and how many it still has to ask. */
    private int at;
    private int left;

    private StreamMap() {}

    /** A map without streams. */
    public static <K, V> StreamMap<K, V> create() {
        return new StreamMap<>();
    }

    /**
     * Adds a stream. Gives the one that had this key before, which is the caller's now, or null.
     *
     * @throws IllegalStateException if this map was closed
     */
    @SuppressWarnings("unchecked") // a stream only gives items
    public @Nullable AsyncStream<V> insert(K key, AsyncStream<? extends V> stream) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(stream, "stream");
        if (ending != null) {
            throw new IllegalStateException("this StreamMap was closed: make a new one");
        }
        AsyncStream<V> before = remove(key);
        streams.add(new Keyed<>(key, (AsyncStream<V>) stream, OwningStream.of(stream)));
        return before;
    }

    /** Takes the stream of this key out; it is the caller's then. Null if there is none. */
    public @Nullable AsyncStream<V> remove(K key) {
        for (Keyed<K, V> keyed : streams) {
            if (keyed.key.equals(key)) {
                streams.remove(keyed);
                return keyed.stream;
            }
        }
        return null;
    }

    /** Whether there is a stream of this key. */
    public boolean containsKey(K key) {
        return streams.stream().anyMatch(keyed -> keyed.key.equals(key));
    }

    /** The keys of the streams there are. */
    public List<K> keys() {
        return streams.stream().map(Keyed::key).toList();
    }

    /** How many streams there are. */
    public int size() {
        return streams.size();
    }

    /** Whether there is no stream. */
    public boolean isEmpty() {
        return streams.isEmpty();
    }

    @Override
    public Poll<@Nullable Entry<K, V>> pollNext(Context cx) throws Exception {
        if (ending != null) {
            return ending.drive(cx) ? Poll.ready(null) : Poll.pending();
        }
        throwHeld();
        beginPass(cx);
        Entry<K, V> entry = nextOfPass(cx);
        return entry != null || streams.isEmpty() ? Poll.ready(entry) : Poll.pending();
    }

    /**
     * Waits for at least one item, then adds what is there to {@code into}, at most {@code limit}
     * items; how many they were. 0 if there is no stream or the limit is 0. Cancel safe: nothing is
     * lost.
     *
     * @throws IllegalArgumentException if the limit is negative
     */
    @CancelSafety(NOTHING_LOST)
    public Future<Integer> nextMany(List<? super Entry<K, V>> into, int limit) {
        Objects.requireNonNull(into, "into");
        Counts.notNegative("limit", limit);
        return Futures.pollFn(cx -> pollNextMany(into, limit, cx));
    }

    private Poll<Integer> pollNextMany(List<? super Entry<K, V>> into, int limit, Context cx)
            throws Exception {
        if (limit == 0) {
            return Poll.ready(0);
        }
        if (ending != null) {
            return ending.drive(cx) ? Poll.ready(0) : Poll.pending();
        }
        throwHeld();
        int added = 0;
        int more;
        do {
            more = addPass(into, limit - added, cx);
            added += more;
        } while (more > 0 && added < limit && held == null);
        if (added == 0) {
            throwHeld();
        }
        return added > 0 || streams.isEmpty() ? Poll.ready(added) : Poll.pending();
    }

    /** Adds what the streams give in one pass; a failure ends it and is held. */
    private int addPass(List<? super Entry<K, V>> into, int limit, Context cx) {
        beginPass(cx);
        int added = 0;
        try {
            while (added < limit) {
                Entry<K, V> entry = nextOfPass(cx);
                if (entry == null) {
                    break;
                }
                into.add(entry);
                added++;
            }
        } catch (Throwable t) {
            held = t;
        }
        return added;
    }

    private void throwHeld() throws Exception {
        Throwable thrown = held;
        if (thrown != null) {
            held = null;
            throw Ending.<Exception>raise(thrown);
        }
    }

    private void beginPass(Context cx) {
        left = streams.size();
        at = left == 0 ? 0 : cx.random(left);
    }

    /** The next item in this pass; null at its end. Streams that have ended are removed. */
    private @Nullable Entry<K, V> nextOfPass(Context cx) throws Exception {
        while (left > 0 && !streams.isEmpty()) {
            left--;
            if (at >= streams.size()) {
                at = 0;
            }
            Keyed<K, V> keyed = streams.get(at);
            Object polled = keyed.items.pollItem(cx);
            if (polled == null) {
                streams.remove(keyed); // the next one takes its place
                continue;
            }
            at++;
            if (polled != OwningStream.PENDING) {
                return new Entry<>(keyed.key, OwningStream.<V>item(polled));
            }
        }
        return null;
    }

    @Override
    public boolean cancel(Context cx) {
        Ending now = ending;
        if (now == null) {
            now = new Ending(new Closing(this));
            ending = now;
            for (Keyed<K, V> keyed : streams) {
                now.stream(keyed.stream);
            }
            streams.clear();
            Throwable undelivered = held;
            if (undelivered != null) {
                held = null;
                now.report(undelivered, cx);
            }
        }
        return now.drive(cx);
    }

    @Override
    public SizeHint sizeHint() {
        SizeHint sum = SizeHint.exactly(0);
        for (Keyed<K, V> keyed : streams) {
            sum = sum.plus(keyed.stream.sizeHint());
        }
        return sum;
    }
}
