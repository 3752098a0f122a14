package yamanote.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncFunction;
import yamanote.future.Context;

/**
 * See {@link AsyncStream#buffered} and {@link AsyncStream#bufferUnordered}.
 *
 * <p>A poll first starts the function for as many items as there is room, and polls each at once:
 * else a cancel would lose an item that it owns. Then it polls those that were running before. What
 * has ended keeps its place, and counts, until it is delivered; so does a failure of the source.
 */
final class BufferedStream<S, T> extends Operator<S, T> {
    private final AsyncFunction<? super S, ? extends T> function;
    private final int limit;
    private final boolean ordered;
    private final List<Flight<T>> flights = new ArrayList<>();

    /** The source has given its end. */
    private boolean drained;

    /** Says where the next look for one that has ended begins: so that none is starved. */
    private int turn;

    BufferedStream(
            AsyncStream<S> source,
            int limit,
            AsyncFunction<? super S, ? extends T> function,
            boolean ordered) {
        super(source);
        this.limit = Counts.positive("limit", limit);
        this.function = Objects.requireNonNull(function, "function");
        this.ordered = ordered;
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        int old = flights.size();
        while (flights.size() < limit && !drained && startNext(cx)) {}
        Flight<T> ended = ordered ? first(old, cx) : any(old, cx);
        if (ended == null) {
            return drained && flights.isEmpty() ? null : PENDING;
        }
        Throwable failure = ended.failure();
        if (failure != null) {
            if (ended.isOfSource()) {
                throw Ending.<Exception>raise(failure);
            }
            return fail(failure, cx);
        }
        T result = ended.result();
        return result == null
                ? fail(Flight.noItem(ordered ? "buffered" : "bufferUnordered"), cx)
                : result;
    }

    /** Starts the function for the next item; false if there is none now. */
    private boolean startNext(Context cx) {
        Object item;
        try {
            item = source.pollItem(cx);
        } catch (Throwable t) {
            flights.add(new Flight<>(t, true));
            return false;
        }
        if (item == null || item == PENDING) {
            drained = item == null;
            return false;
        }
        Flight<T> flight;
        try {
            flight = new Flight<>(function.start(OwningStream.<S>item(item)));
        } catch (Throwable t) {
            drop(item, cx);
            flight = new Flight<>(t, false);
        }
        flights.add(flight);
        flight.poll(cx);
        return true;
    }

    /** The oldest one if it has ended; else polls the {@code old} ones. */
    private @Nullable Flight<T> first(int old, Context cx) {
        if (flights.isEmpty()) {
            return null;
        }
        Flight<T> first = flights.getFirst();
        if (!first.hasEnded()) {
            for (int i = 0; i < old; i++) {
                flights.get(i).poll(cx);
            }
        }
        return first.hasEnded() ? flights.removeFirst() : null;
    }

    /** One that has ended; polls the {@code old} ones until one has. */
    private @Nullable Flight<T> any(int old, Context cx) {
        int count = flights.size();
        int start = count == 0 ? 0 : Integer.remainderUnsigned(turn++, count);
        for (int step = 0; step < count; step++) {
            int i = start + step < count ? start + step : start + step - count;
            Flight<T> flight = flights.get(i);
            if (i < old ? flight.poll(cx) : flight.hasEnded()) {
                return flights.remove(i);
            }
        }
        return null;
    }

    @Override
    void release(Ending ending, Context cx) {
        flights.forEach(flight -> flight.release(ending, cx));
        flights.clear();
        super.release(ending, cx);
    }

    @Override
    public SizeHint sizeHint() {
        SizeHint coming = drained ? SizeHint.exactly(0) : source.sizeHint();
        return coming.plus(flights.size());
    }
}
