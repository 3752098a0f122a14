package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.future.Owned;

/** An Owned item that nobody receives is closed by whoever drops it, once; all others are not. */
class OwnedItemsTest {
    private final Hand hand = new Hand();
    private final Thing a = new Thing();
    private final Thing b = new Thing();
    private final Script<Thing> source = new Script<Thing>("things").give(a, b);

    private void closed(int ofA, int ofB) {
        assertThat(List.of(a.closed, b.closed)).containsExactly(ofA, ofB);
    }

    @Test
    void itemsThatDoNotPassAreClosed() throws Exception {
        assertThat(hand.item(source.filter(it -> it == b))).isSameAs(b);
        closed(1, 0);
    }

    @Test
    void itemThatEndsATakeWhileIsClosed() throws Exception {
        hand.ended(source.takeWhile(it -> false));
        closed(1, 1); // b is dropped by its source
    }

    @Test
    void skippedItemsAreClosed() throws Exception {
        assertThat(hand.item(source.skip(1))).isSameAs(b);
        closed(1, 0);
    }

    @Test
    void skipWhileClosesWhatItSkips() throws Exception {
        assertThat(hand.item(source.skipWhile(it -> it == a))).isSameAs(b);
        closed(1, 0);
    }

    @Test
    void itemWhosePredicateThrowsIsClosed() {
        var filtered =
                source.filter(it -> {
                    throw new IllegalStateException("no idea");
                });
        assertThatThrownBy(() -> filtered.pollNext(hand)).hasMessage("no idea");
        closed(1, 1);
    }

    @Test
    void peekedItemIsClosedByACancel() throws Exception {
        var peekable = source.peekable();
        assertThat(hand.value(peekable.peek())).isSameAs(a);
        closed(0, 0);
        peekable.cancel(hand);
        closed(1, 1);
    }

    @Test
    void itemsOfAnUnfinishedChunkAreClosedByACancel() throws Exception {
        var chunks = source.chunks(3);
        hand.pending(chunks);
        chunks.cancel(hand);
        closed(1, 1);
    }

    @Test
    void itemsOfAChunkThatIsDroppedAreClosed() throws Exception {
        hand.pending(source.chunks(2).skip(1));
        closed(1, 1);
    }

    @Test
    void itemThatWaitsForItsPartnerIsClosedByACancel() throws Exception {
        var zipped = source.zip(new Script<Integer>("numbers"), (it, i) -> it);
        hand.pending(zipped);
        closed(0, 0);
        zipped.cancel(hand);
        closed(1, 1);
    }

    @Test
    void itemOfAStreamMapThatIsDroppedIsClosed() throws Exception {
        StreamMap<String, Thing> map = StreamMap.create();
        map.insert("key", source);
        hand.pending(map.skip(2));
        closed(1, 1);
    }

    @Test
    void itemsOfAnotherOneAreLeftAlone() throws Exception {
        var list = List.of(a, b);
        var iter = Streams.iter(list);
        assertThat(hand.item(iter)).isSameAs(a);
        iter.cancel(hand);
        closed(0, 0);
    }

    @Test
    void givenItemsAreClosedByACancel() throws Exception {
        var of = Streams.of(a, b);
        assertThat(hand.item(of)).isSameAs(a);
        of.cancel(hand);
        closed(0, 1);
        Streams.once(a).cancel(hand);
        closed(1, 1);
    }

    @Test
    void resultsThatAreNotDeliveredAreClosed() throws Exception {
        var buffered = source.buffered(2, it -> it == a ? Futures.<Thing>pending().await() : it);
        hand.pending(buffered);
        closed(0, 0);
        buffered.cancel(hand);
        closed(0, 1);
    }

    @Test
    void itemOfAFunctionThatIsCancelledAtItsFirstAwaitIsTheFunctions() throws Exception {
        var then =
                source.then(it -> {
                    try (it) {
                        return Futures.<String>pending().await();
                    }
                });
        hand.pending(then);
        closed(0, 0);
        then.cancel(hand);
        closed(1, 1);
    }

    private record Result(String name, Function<AsyncStream<Thing>, Future<?>> of) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Result> dropping() {
        return List.of(
                new Result("count", s -> s.count()),
                new Result("all", s -> s.all(it -> true)),
                new Result("any", s -> s.any(it -> false)));
    }

    @ParameterizedTest
    @MethodSource("dropping")
    void resultsThatDoNotHoldTheItemsCloseThem(Result result) throws Exception {
        hand.waiting(result.of().apply(source));
        closed(1, 1);
    }

    @Test
    void listThatNobodyWillReceiveIsClosed() throws Exception {
        var list = source.toList();
        hand.waiting(list);
        closed(0, 0);
        list.cancel(hand);
        closed(1, 1);
    }

    @Test
    void listOfAStreamThatFailsIsClosed() {
        var list = source.fail(new Exception("broken")).toList();
        assertThatThrownBy(() -> list.poll(hand)).hasMessage("broken");
        closed(1, 1);
    }

    @Test
    void listThatIsDroppedUndeliveredIsClosed() throws Exception {
        Owned.drop(hand.value(source.end().toList()));
        closed(1, 1);
    }

    @Test
    void foldedValueIsClosedByACancel() throws Exception {
        var fold = source.fold(new Thing(), (sum, it) -> it);
        hand.waiting(fold);
        fold.cancel(hand);
        closed(0, 1);
    }

    @Test
    void closeThatThrowsIsReportedAndChangesNothing() throws Exception {
        Owned bad =
                () -> {
                    throw new IllegalStateException("bad close");
                };
        assertThat(hand.value(Streams.of(bad, a).skip(1).toList())).containsExactly(a);
        assertThat(hand.reported).singleElement().isInstanceOf(IllegalStateException.class);
    }
}
