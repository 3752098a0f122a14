package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each operator makes of the items; see {@link OperatorEndsTest} for how they end. */
class OperatorsTest {
    private final Hand hand = new Hand();

    private static AsyncStream<Integer> upTo(int last) {
        var numbers = new ArrayList<Integer>();
        for (int i = 1; i <= last; i++) {
            numbers.add(i);
        }
        return Streams.iter(numbers);
    }

    private <T> List<T> list(AsyncStream<T> stream) throws Exception {
        return hand.value(stream.toList());
    }

    @Test
    void mapFilterAndFilterMap() throws Exception {
        assertThat(list(upTo(3).map(i -> i * 10))).containsExactly(10, 20, 30);
        assertThat(list(upTo(5).filter(i -> i % 2 == 0))).containsExactly(2, 4);
        assertThat(list(upTo(5).filterMap(i -> i % 2 == 0 ? null : "no. " + i)))
                .containsExactly("no. 1", "no. 3", "no. 5");
    }

    @Test
    void mapThatGivesNullFailsAndNamesTheMend() {
        var mapped = upTo(3).map(i -> i == 2 ? null : i);
        assertThatThrownBy(() -> list(mapped))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("use filterMap");
    }

    @Test
    void takeWhileAndMapWhileAskNoMoreAfterARefusal() throws Exception {
        var script = Script.of(1, 2, 3);
        var taken = script.takeWhile(i -> i < 2);
        assertThat(list(taken)).containsExactly(1);
        hand.ended(taken);
        assertThat(script.log).containsExactly("poll source", "poll source", "cancel source");
        script = Script.of(1, 2, 3);
        var mapped = script.mapWhile(i -> i < 2 ? "a" : null);
        assertThat(list(mapped)).containsExactly("a");
        hand.ended(mapped);
        assertThat(script.log).containsExactly("poll source", "poll source", "cancel source");
    }

    @Test
    void takeGivesTheFirstItemsAndEndsItsSource() throws Exception {
        var script = Script.of(1, 2, 3);
        assertThat(list(script.take(2))).containsExactly(1, 2);
        assertThat(script.log).containsExactly("poll source", "poll source", "cancel source");
    }

    /** ST04. */
    @Test
    void takeOfNoneDoesNotPoll() throws Exception {
        var script = Script.of(1);
        hand.ended(script.take(0));
        assertThat(script.log).containsExactly("cancel source");
    }

    @Test
    void takeOfMoreThanThereIsEndsWithItsSource() throws Exception {
        assertThat(list(upTo(2).take(5))).containsExactly(1, 2);
    }

    @Test
    void skipAndSkipWhileDropWhatComesFirst() throws Exception {
        assertThat(list(upTo(4).skip(3))).containsExactly(4);
        assertThat(list(upTo(4).skip(9))).isEmpty();
        assertThat(list(upTo(4).skip(0))).containsExactly(1, 2, 3, 4);
        assertThat(list(Streams.of(1, 2, 9, 1, 2).skipWhile(i -> i < 5))).containsExactly(9, 1, 2);
    }

    @Test
    void countsMustNotBeNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> upTo(1).take(-1))
                .withMessage("count must be >= 0, was -1");
        assertThatIllegalArgumentException().isThrownBy(() -> upTo(1).skip(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> upTo(1).chunks(0));
    }

    @Test
    void inspectShowsTheItems() throws Exception {
        var seen = new ArrayList<Integer>();
        assertThat(list(upTo(3).inspect(seen::add))).isEqualTo(seen).hasSize(3);
    }

    /** ST04. */
    @Test
    void fuseStaysAtItsEnd() throws Exception {
        var script = Script.of(1).end().give(2).forgetful();
        var fused = script.fuse();
        assertThat(hand.item(fused)).isEqualTo(1);
        hand.ended(fused);
        assertThat(hand.item(script)).isEqualTo(2);
    }

    /** B329. */
    @Test
    void chainPollsTheSecondOnlyAfterTheEndOfTheFirst() throws Exception {
        var first = Script.of(1);
        var second = new Script<Integer>("second").give(2);
        var chain = first.chain(second);
        assertThat(hand.item(chain)).isEqualTo(1);
        hand.pending(chain);
        assertThat(second.log).isEmpty();
        first.end();
        assertThat(hand.item(chain)).isEqualTo(2);
        second.end();
        hand.ended(chain);
        assertThat(first.log).hasSize(3);
    }

    /** ST04. */
    @Test
    void mergeTakesTurnsAndEndsWhenBothHave() throws Exception {
        var a = new Script<String>("a").give("a1", "a2", "a3");
        var b = new Script<String>("b").give("b1", "b2");
        var merged = a.merge(b);
        assertThat(hand.item(merged)).isEqualTo("a1");
        assertThat(hand.item(merged)).isEqualTo("b1");
        assertThat(hand.item(merged)).isEqualTo("a2");
        assertThat(hand.item(merged)).isEqualTo("b2");
        assertThat(hand.item(merged)).isEqualTo("a3");
        hand.pending(merged);
        a.end();
        hand.pending(merged);
        hand.pending(merged);
        b.give("b3").end();
        assertThat(hand.item(merged)).isEqualTo("b3");
        hand.ended(merged);
    }

    @Test
    void mergePollsAnEndedStreamNoMore() throws Exception {
        var ended = new Script<Integer>("ended").end();
        var merged = ended.merge(new Script<Integer>("other"));
        hand.pending(merged);
        hand.pending(merged);
        hand.pending(merged);
        assertThat(ended.log).hasSize(1);
    }

    @Test
    void zipGivesPairsAndEndsWithTheShorter() throws Exception {
        var longer = Script.of(1, 2, 3);
        var pairs = longer.zip(Streams.of("a", "b"), (i, s) -> s + i);
        assertThat(list(pairs)).containsExactly("a1", "b2");
        assertThat(longer.isCancelled()).isTrue();
    }

    @Test
    void zipHoldsAnItemUntilItsPartnerComes() throws Exception {
        var numbers = Script.of(1);
        var letters = new Script<String>("letters");
        var pairs = numbers.zip(letters, (i, s) -> s + i);
        hand.pending(pairs);
        hand.pending(pairs);
        assertThat(numbers.log).hasSize(1);
        letters.give("a");
        assertThat(hand.item(pairs)).isEqualTo("a1");
    }

    @Test
    void flatMapGivesOneStreamAfterAnother() throws Exception {
        assertThat(list(upTo(3).flatMap(OperatorsTest::upTo))).containsExactly(1, 1, 2, 1, 2, 3);
        assertThat(list(upTo(2).flatMap(i -> Streams.empty()))).isEmpty();
    }

    @Test
    void chunksAreFullExceptTheLast() throws Exception {
        assertThat(list(upTo(5).chunks(2)))
                .containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
        assertThat(list(upTo(4).chunks(2))).containsExactly(List.of(1, 2), List.of(3, 4));
        assertThat(list(Streams.<Integer>empty().chunks(2))).isEmpty();
    }

    @Test
    void remainderOfAChunkCanBeTaken() throws Exception {
        var script = Script.of(1, 2, 3);
        var chunks = script.chunks(2);
        assertThat(hand.item(chunks)).containsExactly(1, 2);
        hand.pending(chunks);
        assertThat(chunks.takeRemainder()).containsExactly(3);
        assertThat(chunks.takeRemainder()).isEmpty();
        script.give(4, 5);
        assertThat(hand.item(chunks)).containsExactly(4, 5);
    }

    @Test
    void failureBetweenTheItemsOfAChunkLosesNone() {
        var failure = new IOException("late");
        var chunks = Script.of(1).fail(failure).give(2, 3).end().chunks(2);
        assertThat(hand.all(chunks)).containsExactly(failure, List.of(1, 2), List.of(3));
    }

    @Test
    void peekLeavesTheItemInTheStream() throws Exception {
        var script = Script.of(1, 2);
        var peekable = script.peekable();
        assertThat(hand.value(peekable.peek())).isEqualTo(1);
        assertThat(hand.value(peekable.peek())).isEqualTo(1);
        assertThat(hand.item(peekable)).isEqualTo(1);
        assertThat(hand.value(peekable.nextIf(i -> i > 5))).isNull();
        assertThat(hand.value(peekable.nextIf(i -> i == 2))).isEqualTo(2);
        var peek = peekable.peek();
        hand.waiting(peek);
        peek.cancel(hand);
        script.end();
        assertThat(hand.value(peekable.peek())).isNull();
        assertThat(hand.value(peekable.nextIf(i -> true))).isNull();
        hand.ended(peekable);
    }

    @Test
    void nextIfWhosePredicateThrowsLeavesTheItem() throws Exception {
        var peekable = Script.of(1).peekable();
        var next =
                peekable.nextIf(i -> {
                    throw new IllegalStateException("no idea");
                });
        assertThatThrownBy(() -> next.poll(hand)).hasMessage("no idea");
        assertThat(hand.item(peekable)).isEqualTo(1);
    }

    /** ST10. */
    @Test
    void notifyCloseGivesAnEmptyItemBeforeTheEnd() throws Exception {
        assertThat(list(upTo(1).notifyClose())).containsExactly(Optional.of(1), Optional.empty());
    }

    /** B329. */
    @Test
    void sizeHintsAddUpWithSaturation() {
        AsyncStream<Integer> huge = Sized.of(Long.MAX_VALUE - 1);
        var sum = huge.chain(upTo(5)).sizeHint();
        assertThat(sum.atLeast()).isEqualTo(Long.MAX_VALUE);
        assertThat(sum.atMost()).isEmpty();
        assertThat(upTo(2).chain(upTo(3)).sizeHint()).isEqualTo(SizeHint.exactly(5));
        assertThat(upTo(2).merge(cx -> yamanote.future.Poll.pending()).sizeHint().atLeast())
                .isEqualTo(2);
    }

    @Test
    void sizeHintsFollowTheOperators() throws Exception {
        assertThat(upTo(9).map(i -> i).sizeHint()).isEqualTo(SizeHint.exactly(9));
        assertThat(upTo(9).filter(i -> true).sizeHint()).isEqualTo(SizeHint.atMost(9));
        assertThat(upTo(9).take(4).sizeHint()).isEqualTo(SizeHint.exactly(4));
        assertThat(upTo(9).skip(4).sizeHint()).isEqualTo(SizeHint.exactly(5));
        assertThat(upTo(9).chunks(4).sizeHint().atMost()).hasValue(3);
        assertThat(upTo(9).notifyClose().sizeHint()).isEqualTo(SizeHint.exactly(10));
        assertThat(upTo(9).zip(upTo(4), Integer::sum).sizeHint()).isEqualTo(SizeHint.exactly(4));
        var numbers = upTo(9);
        hand.item(numbers);
        assertThat(numbers.sizeHint()).isEqualTo(SizeHint.exactly(8));
        hand.all(numbers);
        assertThat(numbers.sizeHint()).isEqualTo(SizeHint.exactly(0));
    }

    private record Sized(long size) implements AsyncStream<Integer> {
        static AsyncStream<Integer> of(long size) {
            return new Sized(size);
        }

        @Override
        public yamanote.future.Poll<Integer> pollNext(yamanote.future.Context cx) {
            return yamanote.future.Poll.pending();
        }

        @Override
        public SizeHint sizeHint() {
            return SizeHint.exactly(size);
        }
    }
}
