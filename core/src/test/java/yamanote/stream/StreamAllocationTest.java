package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.internal.timer.Allocation;
import yamanote.sync.Mpsc;

/** What an item costs in memory beside the objects of the user: nothing on its way. */
class StreamAllocationTest {
    private static final int ITEMS = 20_000;
    private static final int READY = 16;

    /** For what a stream as a whole costs, per item, and for the noise of the measurement. */
    private static final double NOTHING = 0.5;

    private static final List<String> SAME = Collections.nCopies(ITEMS, "item");

    private final Context cx = Context.noop();

    /** Bytes per item, at best of some rounds. */
    private double perItem(
            AsyncStream<String> items, Function<AsyncStream<String>, Future<?>> result) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            var future = result.apply(items);
            least = Math.min(least, Allocation.of(() -> run(future)));
        }
        return (double) least / ITEMS;
    }

    private void run(Future<?> future) {
        try {
            if (future.poll(cx).isPending()) {
                throw new AssertionError("pending");
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** An endless stream, of which each round takes its items. */
    private static AsyncStream<String> items() {
        return Streams.iter(() ->
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return true;
                    }

                    @Override
                    public String next() {
                        return "item";
                    }
                });
    }

    @Test
    void itemThroughMapAndFilterCostsNothing() {
        assertThat(
                        perItem(
                                items(),
                                s ->
                                        s.byRef()
                                                .map(String::trim)
                                                .filter(it -> !it.isEmpty())
                                                .take(ITEMS)
                                                .count()))
                .isLessThan(NOTHING);
    }

    @Test
    void itemThroughManyOperatorsCostsNothing() {
        assertThat(
                        perItem(
                                items(),
                                s ->
                                        s.byRef()
                                                .inspect(it -> {})
                                                .skip(1)
                                                .skipWhile(String::isEmpty)
                                                .takeWhile(it -> !it.isEmpty())
                                                .fuse()
                                                .peekable()
                                                .chain(Streams.empty())
                                                .merge(Streams.empty())
                                                .zip(
                                                        Streams.of(SAME).flatMap(Streams::iter),
                                                        (a, b) -> b)
                                                .mapWhile(it -> it)
                                                .take(ITEMS)
                                                .fold(0, (n, it) -> n)))
                .isLessThan(NOTHING);
    }

    @Test
    void messageOfAChannelCostsItsPoll() throws Exception {
        var channel = Mpsc.<String>unbounded();
        var stream = Streams.from(channel.receiver());
        for (int i = 0; i < 10 * ITEMS; i++) {
            channel.sender().send("item");
        }
        assertThat(perItem(stream, s -> s.byRef().map(String::trim).take(ITEMS).count()))
                .isLessThan(READY + NOTHING);
    }

    @Test
    void waitingForAnItemCostsTheFutureThatIsAwaited() {
        var empty = Streams.<String>pending().map(String::trim).filter(it -> true);
        var nexts = new Future<?>[1_000];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            least =
                    Math.min(
                            least,
                            Allocation.of(() -> {
                                for (int i = 0; i < nexts.length; i++) {
                                    nexts[i] = empty.next();
                                    poll(nexts[i]);
                                }
                            }));
        }
        assertThat(least / nexts.length).isLessThanOrEqualTo(16);
    }

    private void poll(Future<?> pending) {
        try {
            if (pending.poll(cx).isReady()) {
                throw new AssertionError("ready");
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
