package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import yamanote.future.Futures;

/** How every operator ends: by its source, a cancel, a failure. */
class OperatorEndsTest {
    private final Hand hand = new Hand();
    private final Script<Integer> source = new Script<>("source");

    /** An operator that lets the items of its source pass, as items or in lists. */
    private record Operator(String name, Function<AsyncStream<Integer>, AsyncStream<?>> over) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Operator> operators() {
        return List.of(
                new Operator("map", s -> s.map(i -> i)),
                new Operator("filterMap", s -> s.filterMap(i -> i)),
                new Operator("mapWhile", s -> s.mapWhile(i -> i)),
                new Operator("filter", s -> s.filter(i -> true)),
                new Operator("takeWhile", s -> s.takeWhile(i -> true)),
                new Operator("skipWhile", s -> s.skipWhile(i -> false)),
                new Operator("take", s -> s.take(99)),
                new Operator("skip", s -> s.skip(0)),
                new Operator("inspect", s -> s.inspect(i -> {})),
                new Operator("fuse", s -> s.fuse()),
                new Operator("peekable", s -> s.peekable()),
                new Operator("then", s -> s.then(i -> i)),
                new Operator("buffered", s -> s.buffered(1, i -> i)),
                new Operator("bufferUnordered", s -> s.bufferUnordered(1, i -> i)),
                new Operator("flatMap", s -> s.flatMap(i -> Streams.once(i))),
                new Operator("flattened", s -> Streams.once(1).flatMap(i -> s)),
                new Operator("chain", s -> s.chain(Streams.empty())),
                new Operator("chained", s -> Streams.<Integer>empty().chain(s)),
                new Operator("merge", s -> s.merge(Streams.empty())),
                new Operator("merged", s -> Streams.<Integer>empty().merge(s)),
                new Operator("zip", s -> s.zip(Streams.of(1, 2, 3, 4), (a, b) -> a)),
                new Operator("zipped", s -> Streams.of(1, 2, 3, 4).zip(s, (a, b) -> b)),
                new Operator("chunks", s -> s.chunks(1)),
                new Operator("StreamMap", OperatorEndsTest::keyed));
    }

    private static StreamMap<String, Integer> keyed(AsyncStream<Integer> stream) {
        StreamMap<String, Integer> map = StreamMap.create();
        map.insert("key", stream);
        return map;
    }

    @ParameterizedTest
    @MethodSource("operators")
    void endsWithItsSourceAndStaysEnded(Operator operator) throws Exception {
        var stream = operator.over().apply(source.give(1));
        hand.item(stream);
        hand.pending(stream);
        source.end();
        hand.ended(stream);
        assertThat(stream.cancel(hand)).isTrue();
        hand.ended(stream);
        assertThat(source.isCancelled()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("operators")
    void cancelledBeforeItsFirstPollItCancelsItsSource(Operator operator) throws Exception {
        var stream = operator.over().apply(source);
        assertThat(stream.cancel(hand)).isTrue();
        // A stream that nobody has made yet cannot be cancelled.
        if (!operator.name().equals("flattened")) {
            assertThat(source.log).containsExactly("cancel source");
        }
        hand.ended(stream);
        assertThat(stream.cancel(hand)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("operators")
    void cancelledWhileItWaitsItCancelsItsSourceOnce(Operator operator) throws Exception {
        var stream = operator.over().apply(source.give(1));
        hand.item(stream);
        hand.pending(stream);
        assertThat(stream.cancel(hand)).isTrue();
        assertThat(stream.cancel(hand)).isTrue();
        hand.ended(stream);
        assertThat(source.log).containsOnlyOnce("cancel source").endsWith("cancel source");
    }

    @ParameterizedTest
    @MethodSource("operators")
    void cancelIsOverWhenItsSourcesCleanUpIs(Operator operator) throws Exception {
        var stream = operator.over().apply(source.slowToClean());
        hand.pending(stream);
        assertThat(stream.cancel(hand)).isFalse();
        hand.pending(stream);
        assertThat(stream.cancel(hand)).isFalse();
        source.end();
        assertThat(hand.wakes).isEqualTo(1);
        hand.ended(stream);
        assertThat(stream.cancel(hand)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("operators")
    void failureOfTheCleanUpIsReported(Operator operator) throws Exception {
        var failure = new IOException("cannot clean up");
        var stream = operator.over().apply(source.slowToClean());
        hand.pending(stream);
        assertThat(stream.cancel(hand)).isFalse();
        source.fail(failure);
        hand.ended(stream);
        assertThat(hand.reported).containsExactly(failure);
    }

    /** A lagging broadcast, for one, goes on. */
    @ParameterizedTest
    @MethodSource("operators")
    void passesOnWhatItsSourceThrowsAndGoesOn(Operator operator) throws Exception {
        var failure = new IOException("hiccup");
        var stream = operator.over().apply(source.give(1).fail(failure).give(2).end());
        hand.item(stream);
        assertThatThrownBy(() -> stream.pollNext(hand)).isSameAs(failure);
        hand.item(stream);
        hand.ended(stream);
        assertThat(source.isCancelled()).isFalse();
    }

    private static <T> T fails(Object argument) {
        throw new IllegalArgumentException("bad " + argument);
    }

    static List<Operator> failing() {
        return List.of(
                new Operator("map", s -> s.map(OperatorEndsTest::fails)),
                new Operator("filterMap", s -> s.filterMap(OperatorEndsTest::fails)),
                new Operator("mapWhile", s -> s.mapWhile(OperatorEndsTest::fails)),
                new Operator("filter", s -> s.filter(OperatorEndsTest::fails)),
                new Operator("takeWhile", s -> s.takeWhile(OperatorEndsTest::fails)),
                new Operator("skipWhile", s -> s.skipWhile(OperatorEndsTest::fails)),
                new Operator("inspect", s -> s.inspect(OperatorEndsTest::fails)),
                new Operator("flatMap", s -> s.flatMap(OperatorEndsTest::fails)),
                new Operator("zip", s -> s.zip(Streams.once(1), (a, b) -> fails(a))),
                new Operator("then", s -> s.then(i -> fails(i))),
                new Operator("buffered", s -> s.buffered(1, i -> fails(i))),
                new Operator("bufferUnordered", s -> s.bufferUnordered(1, i -> fails(i))));
    }

    @ParameterizedTest
    @MethodSource("failing")
    void functionThatThrowsEndsTheStream(Operator operator) throws Exception {
        var stream = operator.over().apply(source.give(1, 2));
        assertThatThrownBy(() -> stream.pollNext(hand)).hasMessage("bad 1");
        assertThat(source.isCancelled()).isTrue();
        hand.ended(stream);
        assertThat(stream.cancel(hand)).isTrue();
        assertThat(hand.reported).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("failing")
    void failureComesWhenTheSourceHasCleanedUp(Operator operator) throws Exception {
        var stream = operator.over().apply(source.give(1, 2).slowToClean());
        hand.pending(stream);
        hand.pending(stream);
        assertThat(source.isCancelled()).isTrue();
        source.end();
        assertThat(hand.wakes).isEqualTo(1);
        assertThatThrownBy(() -> stream.pollNext(hand)).hasMessage("bad 1");
        hand.ended(stream);
    }

    @ParameterizedTest
    @MethodSource("failing")
    void failureThatIsStillToComeIsReportedByACancel(Operator operator) throws Exception {
        var stream = operator.over().apply(source.give(1, 2).slowToClean());
        hand.pending(stream);
        assertThat(stream.cancel(hand)).isFalse();
        assertThat(hand.reported)
                .singleElement()
                .extracting(Throwable::getMessage)
                .isEqualTo("bad 1");
        source.end();
        hand.ended(stream);
        assertThat(hand.reported).hasSize(1);
    }

    @Test
    void endOfATakeComesWhenTheSourceHasCleanedUp() throws Exception {
        var stream = source.give(1, 2).slowToClean().take(1);
        hand.item(stream);
        hand.pending(stream);
        assertThat(source.isCancelled()).isTrue();
        source.end();
        assertThat(hand.wakes).isEqualTo(1);
        hand.ended(stream);
    }

    @Test
    void cancelReachesBothStreamsOfAPair() throws Exception {
        for (var pair : List.of("merge", "chain", "zip")) {
            var a = new Script<Integer>("a").slowToClean();
            var b = new Script<Integer>("b").slowToClean();
            AsyncStream<Integer> both =
                    switch (pair) {
                        case "merge" -> a.merge(b);
                        case "chain" -> a.chain(b);
                        default -> a.zip(b, Integer::sum);
                    };
            hand.pending(both);
            assertThat(both.cancel(hand)).as(pair).isFalse();
            assertThat(a.isCancelled() && b.isCancelled()).as(pair).isTrue();
            b.end();
            hand.pending(both);
            a.end();
            hand.ended(both);
        }
    }

    @Test
    void functionThatEndsItsOwnStreamDoesNoHarm() throws Exception {
        var self = new AsyncStream<?>[1];
        AsyncStream<Integer> stream =
                source.give(1, 2)
                        .map(i -> {
                            self[0].cancel(hand);
                            return fails(i);
                        });
        self[0] = stream;
        assertThatThrownBy(() -> stream.pollNext(hand)).hasMessage("bad 1");
        hand.ended(stream);
        assertThat(source.log).containsOnlyOnce("cancel source");
    }

    @Test
    void cancelledOperatorLeavesNoFutureBehind() throws Exception {
        var then = source.give(1).then(i -> Futures.<Integer>pending().await());
        hand.pending(then);
        assertThat(then.cancel(hand)).isTrue();
        assertThat(source.isCancelled()).isTrue();
    }
}
