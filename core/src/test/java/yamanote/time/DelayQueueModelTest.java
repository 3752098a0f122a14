package yamanote.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.future.Poll;
import yamanote.time.DelayQueue.Entry;

/** Random operations on a delay queue and on a list do the same. */
class DelayQueueModelTest {
    private static final Comparator<Item> ORDER =
            Comparator.<Item>comparingLong(item -> item.deadline)
                    .thenComparingLong(item -> item.sequence);

    private static final class Item {
        final Entry<Integer> entry;
        long deadline;
        long sequence;

        Item(Entry<Integer> entry, long deadline, long sequence) {
            this.entry = entry;
            this.deadline = deadline;
            this.sequence = sequence;
        }
    }

    private final ByHand hand = new ByHand();
    private final DelayQueue<Integer> queue = new DelayQueue<>(hand.wheel);
    private final List<Item> model = new ArrayList<>();
    private long sequence;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aQueueDoesWhatAListDoes(long seed) {
        Random random = new Random(seed);
        long millis = 0;
        for (int i = 0; i < 20_000; i++) {
            long deadline = millis + random.nextInt(-5, 100);
            int choice = random.nextInt(10);
            if (choice < 4 || model.isEmpty()) {
                Moment at = new Moment(deadline * ByHand.MS);
                model.add(new Item(queue.insertAt(i, at), deadline, sequence++));
            } else if (choice < 6) {
                Item moved = model.get(random.nextInt(model.size()));
                moved.deadline = deadline;
                moved.sequence = sequence++;
                queue.resetAt(moved.entry, new Moment(deadline * ByHand.MS));
            } else if (choice < 7) {
                Item removed = model.remove(random.nextInt(model.size()));
                queue.remove(removed.entry);
                assertThat(queue.tryRemove(removed.entry)).isNull();
            } else if (choice < 9) {
                millis += random.nextInt(20);
                hand.advanceTo(millis);
            } else {
                takeAllDue(millis);
            }
            assertThat(queue.size()).isEqualTo(model.size());
            assertThat(queue.peek()).isSameAs(first());
        }
        hand.advanceTo(millis + 1_000);
        takeAllDue(millis + 1_000);
        assertThat(queue.isEmpty()).isTrue();
    }

    private @Nullable Entry<Integer> first() {
        return model.stream().min(ORDER).map(item -> item.entry).orElse(null);
    }

    private void takeAllDue(long millis) {
        while (queue.pollExpired(hand.alone) instanceof Poll.Ready<Entry<Integer>>(var taken)
                && taken != null) {
            Item expected = model.stream().min(ORDER).orElseThrow();
            assertThat(taken).isSameAs(expected.entry);
            assertThat(expected.deadline).isLessThanOrEqualTo(millis);
            model.remove(expected);
        }
        assertThat(model).allMatch(item -> item.deadline > millis);
    }
}
