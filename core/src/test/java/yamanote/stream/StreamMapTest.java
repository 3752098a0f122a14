package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import yamanote.stream.StreamMap.Entry;

class StreamMapTest {
    private final Hand hand = new Hand();
    private final StreamMap<String, Integer> map = StreamMap.create();
    private final Script<Integer> a = new Script<>("a");
    private final Script<Integer> b = new Script<>("b");
    private final Script<Integer> c = new Script<>("c");
    private final List<Entry<String, Integer>> many = new ArrayList<>();

    private void insertAll() {
        map.insert("a", a);
        map.insert("b", b);
        map.insert("c", c);
    }

    private static Entry<String, Integer> entry(String key, int value) {
        return new Entry<>(key, value);
    }

    @Test
    void itemsComeWithTheirKeys() throws Exception {
        insertAll();
        hand.pending(map);
        b.give(2);
        assertThat(hand.wakes).isEqualTo(1);
        assertThat(hand.item(map)).isEqualTo(entry("b", 2));
        hand.pending(map);
    }

    /** B323. */
    @Test
    void eachPollBeginsAtARandomStream() throws Exception {
        insertAll();
        a.give(1, 1);
        b.give(2, 2);
        c.give(3, 3);
        hand.random = 1;
        assertThat(hand.item(map)).isEqualTo(entry("b", 2));
        assertThat(hand.item(map)).isEqualTo(entry("b", 2));
        hand.random = 2;
        assertThat(hand.item(map)).isEqualTo(entry("c", 3));
        hand.random = 1;
        assertThat(hand.item(map)).isEqualTo(entry("c", 3));
        assertThat(hand.item(map)).isEqualTo(entry("a", 1));
    }

    /** B323. */
    @Test
    void endedStreamsAreRemovedAndEachOtherIsAskedOnce() throws Exception {
        for (int start = 0; start < 4; start++) {
            for (int ended = 0; ended < 8; ended++) {
                StreamMap<Integer, Integer> four = StreamMap.create();
                var scripts = new ArrayList<Script<Integer>>();
                for (int i = 0; i < 4; i++) {
                    var script = new Script<Integer>(String.valueOf(i));
                    if ((ended & 1 << i) != 0) {
                        script.end();
                    }
                    scripts.add(script);
                    four.insert(i, script);
                }
                hand.random = start;
                hand.pending(four);
                assertThat(four.size()).isEqualTo(4 - Integer.bitCount(ended));
                for (var script : scripts) {
                    assertThat(script.log).as("start %d, ended %d", start, ended).hasSize(1);
                }
            }
        }
    }

    /** B323. */
    @Test
    void insertGivesTheStreamThatHadTheKey() throws Exception {
        assertThat(map.insert("key", a)).isNull();
        assertThat(map.insert("key", b)).isSameAs(a);
        assertThat(map.size()).isEqualTo(1);
        a.give(1);
        hand.pending(map);
        b.give(2);
        assertThat(hand.item(map)).isEqualTo(entry("key", 2));
        assertThat(a.isCancelled()).isFalse();
    }

    /** B323. */
    @Test
    void removeGivesTheStream() throws Exception {
        insertAll();
        assertThat(map.remove("b")).isSameAs(b);
        assertThat(map.remove("b")).isNull();
        assertThat(map.containsKey("b")).isFalse();
        assertThat(map.keys()).containsExactlyInAnyOrder("a", "c");
        hand.pending(map);
        assertThat(b.log).isEmpty();
    }

    @Test
    void emptyMapIsAtItsEndUntilAStreamComes() throws Exception {
        assertThat(map.isEmpty()).isTrue();
        hand.ended(map);
        map.insert("a", a.give(1).end());
        assertThat(hand.item(map)).isEqualTo(entry("a", 1));
        hand.ended(map);
    }

    /** B324. */
    @Test
    void nextManyOfNoneOrOfNoStreamIsZeroAtOnce() throws Exception {
        assertThat(hand.value(map.nextMany(many, 5))).isZero();
        insertAll();
        assertThat(hand.value(map.nextMany(many, 0))).isZero();
        assertThat(a.log).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> map.nextMany(many, -1));
    }

    /** B324. */
    @Test
    void nextManyIsPendingOnlyIfNoneIsReady() throws Exception {
        insertAll();
        var next = map.nextMany(many, 10);
        hand.waiting(next);
        a.give(1, 2);
        c.give(3);
        assertThat(hand.value(next)).isEqualTo(3);
        assertThat(many).containsExactlyInAnyOrder(entry("a", 1), entry("a", 2), entry("c", 3));
    }

    /** B324. */
    @Test
    void nextManyGivesUpToItsLimit() throws Exception {
        insertAll();
        a.give(1, 2, 3);
        b.give(1, 2, 3);
        assertThat(hand.value(map.nextMany(many, 3))).isEqualTo(3);
        assertThat(hand.value(map.nextMany(many, 9))).isEqualTo(3);
        assertThat(many).hasSize(6);
    }

    @Test
    void nextManyIsZeroWhenTheLastStreamHasEnded() throws Exception {
        map.insert("a", a);
        var next = map.nextMany(many, 2);
        hand.waiting(next);
        a.end();
        assertThat(hand.value(next)).isZero();
        assertThat(map.isEmpty()).isTrue();
    }

    @Test
    void cancelledNextManyLosesNothing() throws Exception {
        map.insert("a", a);
        var next = map.nextMany(many, 2);
        hand.waiting(next);
        next.cancel(hand);
        a.give(1);
        assertThat(many).isEmpty();
        assertThat(hand.item(map)).isEqualTo(entry("a", 1));
    }

    @Test
    void failureOfOneStreamIsThrownAndTheMapGoesOn() throws Exception {
        insertAll();
        var failure = new IOException("a is broken");
        a.fail(failure).end();
        b.give(2);
        assertThatThrownBy(() -> map.pollNext(hand)).isSameAs(failure);
        assertThat(hand.item(map)).isEqualTo(entry("b", 2));
        assertThat(map.keys()).doesNotContain("a");
    }

    @Test
    void failureAmongManyItemsComesAfterThem() throws Exception {
        insertAll();
        a.give(1);
        var failure = new IOException("b is broken");
        b.fail(failure);
        c.give(3);
        assertThat(hand.value(map.nextMany(many, 9))).isEqualTo(1);
        assertThat(many).containsExactly(entry("a", 1));
        assertThatThrownBy(() -> map.nextMany(many, 9).poll(hand)).isSameAs(failure);
        assertThat(hand.value(map.nextMany(many, 9))).isEqualTo(1);
    }

    @Test
    void failureThatIsHeldIsReportedByACancel() throws Exception {
        insertAll();
        a.give(1);
        var failure = new IOException("b is broken");
        b.fail(failure);
        hand.value(map.nextMany(many, 9));
        map.cancel(hand);
        assertThat(hand.reported).containsExactly(failure);
    }

    @Test
    void cancelEndsEveryStreamAndTakesNoMore() throws Exception {
        insertAll();
        b.slowToClean();
        hand.pending(map);
        assertThat(map.cancel(hand)).isFalse();
        assertThat(List.of(a, b, c)).allMatch(Script::isCancelled);
        hand.pending(map);
        b.end();
        hand.ended(map);
        assertThatIllegalStateException().isThrownBy(() -> map.insert("d", a));
    }

    /** ST10. */
    @Test
    void notifyCloseSaysWhichStreamHasEnded() throws Exception {
        StreamMap<String, Optional<Integer>> notified = StreamMap.create();
        notified.insert("a", a.notifyClose());
        notified.insert("b", b.notifyClose());
        a.end();
        assertThat(hand.item(notified)).isEqualTo(new Entry<>("a", Optional.empty()));
        hand.pending(notified);
        assertThat(notified.keys()).containsExactly("b");
    }

    @Test
    void streamMayInsertAnotherWhileItIsPolled() throws Exception {
        map.insert("a", a);
        map.insert(
                "b",
                b.give(1)
                        .inspect(i -> {
                            map.remove("a");
                            map.insert("c", c.give(3));
                        }));
        hand.random = 1;
        assertThat(hand.item(map)).isEqualTo(entry("b", 1));
        assertThat(hand.item(map)).isEqualTo(entry("c", 3));
    }

    @Test
    void sizeHintIsTheSum() {
        map.insert("a", Streams.of(1, 2));
        map.insert("b", Streams.of(3));
        assertThat(map.sizeHint()).isEqualTo(SizeHint.exactly(3));
    }
}
