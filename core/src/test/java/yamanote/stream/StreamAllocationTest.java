package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.internal.timer.Allocation;
import yamanote.sync.Mpsc;

/** What an item costs beside the objects of the user. */
class StreamAllocationTest {
    private static final int ITEMS = 100_000;

    private static final List<String> SAME = Collections.nCopies(ITEMS, "item");

    private final Context cx = Context.noop();

    private interface Source {
        AsyncStream<String> make();
    }

    /** Bytes per item, at best of some rounds, after a warm-up. */
    private double perItem(java.util.function.Function<AsyncStream<String>, Future<Long>> result) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 30; round++) {
            least = Math.min(least, Allocation.of(() -> run(result.apply(Streams.iter(SAME)))));
        }
        return (double) least / ITEMS;
    }

    private void run(Future<Long> future) {
        try {
            assertThat(future.poll(cx).isReady()).isTrue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void itemThroughMapAndFilter() {
        double bytes =
                perItem(s -> s.map(String::trim).filter(it -> !it.isEmpty()).count());
        System.err.println("map+filter: " + bytes);
        assertThat(bytes).isLessThan(1);
    }

    @Test
    void itemThroughTenOperators() {
        double bytes =
                perItem(s ->
                        s.map(String::trim)
                                .filter(it -> !it.isEmpty())
                                .inspect(it -> {})
                                .take(ITEMS)
                                .skip(1)
                                .fuse()
                                .peekable()
                                .chain(Streams.empty())
                                .merge(Streams.empty())
                                .map(String::trim)
                                .count());
        System.err.println("ten: " + bytes);
    }

    @Test
    void itemsOfAChannel() throws Exception {
        var channel = Mpsc.<String>unbounded();
        var stream = Streams.from(channel.receiver());
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 30; round++) {
            for (var item : SAME) {
                channel.sender().send(item);
            }
            least =
                    Math.min(
                            least,
                            Allocation.of(() -> {
                                try {
                                    while (stream.pollNext(cx).isReady()) {}
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            }));
        }
        System.err.println("channel: " + (double) least / ITEMS);
    }
}
