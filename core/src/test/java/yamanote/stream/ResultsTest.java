package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import yamanote.future.CancelledError;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.internal.task.Sites;

/** The futures that take a stream to its end. */
class ResultsTest {
    private final Hand hand = new Hand();
    private final Script<Integer> source = new Script<>("source");

    /** A result that is clear only at the end of the stream. */
    private record Result(String name, Function<AsyncStream<Integer>, Future<?>> of) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Result> results() {
        return List.of(
                new Result("toList", s -> s.toList()),
                new Result("collect", s -> s.collect(Collectors.toSet())),
                new Result("fold", s -> s.fold(0, Integer::sum)),
                new Result("reduce", s -> s.reduce(Integer::sum)),
                new Result("count", s -> s.count()),
                new Result("all", s -> s.all(i -> true)),
                new Result("any", s -> s.any(i -> false)),
                new Result("forEach", s -> s.forEach(i -> {})));
    }

    static List<Result> failing() {
        return List.of(
                new Result(
                        "collect",
                        s -> s.collect(Collectors.mapping(i -> fails(i), Collectors.toSet()))),
                new Result("fold", s -> s.fold(0, (sum, i) -> fails(i))),
                new Result("reduce", s -> s.reduce((a, b) -> fails(a))),
                new Result("all", s -> s.all(i -> fails(i))),
                new Result("any", s -> s.any(i -> fails(i))),
                new Result("forEach", s -> s.forEach(i -> fails(i))));
    }

    private static <T> T fails(Object argument) {
        throw new IllegalArgumentException("bad " + argument);
    }

    @Test
    void resultsOfSomeItems() throws Exception {
        assertThat(hand.value(Streams.of(1, 2, 3).toList())).containsExactly(1, 2, 3);
        assertThat(hand.value(Streams.of("a", "b").collect(Collectors.joining("+"))))
                .isEqualTo("a+b");
        assertThat(hand.value(Streams.of(1, 2, 3).fold("", (s, i) -> s + i))).isEqualTo("123");
        assertThat(hand.value(Streams.of(1, 2, 3).reduce(Integer::sum))).isEqualTo(6);
        assertThat(hand.value(Streams.of(1, 2, 3).count())).isEqualTo(3);
        assertThat(hand.value(Streams.of(1, 2, 3).all(i -> i < 4))).isTrue();
        assertThat(hand.value(Streams.of(1, 2, 3).any(i -> i > 3))).isFalse();
        var seen = new ArrayList<Integer>();
        hand.value(
                Streams.of(1, 2, 3)
                        .forEach(i -> {
                            seen.add(i);
                        }));
        assertThat(seen).containsExactly(1, 2, 3);
    }

    @Test
    void resultsOfNoItem() throws Exception {
        assertThat(hand.value(Streams.empty().toList())).isEmpty();
        assertThat(hand.value(Streams.<Integer>empty().collect(Collectors.counting()))).isZero();
        assertThat(hand.value(Streams.empty().fold("seed", (s, i) -> s + i))).isEqualTo("seed");
        assertThat(hand.value(Streams.<Integer>empty().reduce(Integer::sum))).isNull();
        assertThat(hand.value(Streams.empty().count())).isZero();
        assertThat(hand.value(Streams.empty().all(i -> false))).isTrue();
        assertThat(hand.value(Streams.empty().any(i -> true))).isFalse();
        hand.value(Streams.empty().forEach(i -> {}));
    }

    /** ST05. */
    @Test
    void allAndAnyEndTheStreamWhereTheyAreClear() throws Exception {
        assertThat(hand.value(source.give(1, 2, 3).any(i -> i == 2))).isTrue();
        assertThat(source.log).containsExactly("poll source", "poll source", "cancel source");
        var other = Script.of(1, 2, 3);
        assertThat(hand.value(other.all(i -> i < 2))).isFalse();
        assertThat(other.log).containsExactly("poll source", "poll source", "cancel source");
    }

    @Test
    void clearResultComesWhenTheStreamHasCleanedUp() throws Exception {
        var any = source.give(1).slowToClean().any(i -> true);
        hand.waiting(any);
        hand.waiting(any);
        source.end();
        assertThat(hand.wakes).isEqualTo(1);
        assertThat(hand.value(any)).isTrue();
    }

    @Test
    void forEachTakesTheNextItemWhenTheConsumerHasEnded() throws Exception {
        var each = source.give(1, 2).forEach(i -> Futures.pending().await());
        hand.waiting(each);
        hand.waiting(each);
        assertThat(source.log).hasSize(1);
        each.cancel(hand);
        assertThat(source.isCancelled()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("results")
    void nothingRunsBeforeTheFirstPollAndACancelEndsTheStream(Result result) {
        var future = result.of().apply(source);
        assertThat(source.log).isEmpty();
        assertThat(future.cancel(hand)).isTrue();
        assertThat(source.log).containsExactly("cancel source");
        assertThat(future.cancel(hand)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("results")
    void cancelWhileItWaitsIsOverWhenTheStreamHasCleanedUp(Result result) throws Exception {
        var future = result.of().apply(source.give(1).slowToClean());
        hand.waiting(future);
        assertThat(future.cancel(hand)).isFalse();
        assertThat(future.cancel(hand)).isFalse();
        hand.waiting(future);
        source.end();
        assertThatThrownBy(() -> future.poll(hand)).isInstanceOf(CancelledError.class);
        assertThat(future.cancel(hand)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("results")
    void failureOfTheStreamIsTheirsAndEndsIt(Result result) {
        var failure = new IOException("broken");
        var future = result.of().apply(source.give(1).fail(failure).give(2));
        assertThatThrownBy(() -> future.poll(hand)).isSameAs(failure);
        assertThat(source.isCancelled()).isTrue();
        assertThat(future.cancel(hand)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("failing")
    void failureOfTheFunctionEndsTheStreamFirst(Result result) throws Exception {
        var future = result.of().apply(source.give(1, 2).slowToClean());
        hand.waiting(future);
        assertThat(source.isCancelled()).isTrue();
        source.end();
        assertThatThrownBy(() -> future.poll(hand)).hasMessage("bad 1");
    }

    @ParameterizedTest
    @MethodSource("failing")
    void failureThatIsStillToComeIsReportedByACancel(Result result) throws Exception {
        var future = result.of().apply(source.give(1, 2).slowToClean());
        hand.waiting(future);
        assertThat(future.cancel(hand)).isFalse();
        assertThat(hand.reported).singleElement().extracting("message").isEqualTo("bad 1");
        source.end();
        assertThatThrownBy(() -> future.poll(hand)).isInstanceOf(CancelledError.class);
    }

    @ParameterizedTest
    @MethodSource("results")
    void resultIsGivenOnce(Result result) throws Exception {
        var future = result.of().apply(source.end());
        hand.value(future);
        assertThatIllegalStateException()
                .isThrownBy(() -> future.poll(hand))
                .withMessageContaining("await it once");
    }

    @Test
    void forEachIsKnownByTheLineOfItsConsumer() {
        assertThat(Sites.of(source.forEach(i -> Futures.pending().await())))
                .contains("ResultsTest.java:");
    }

    @Test
    void listCannotBeChanged() throws Exception {
        var list = hand.value(Streams.of(1).toList());
        assertThatThrownBy(() -> list.add(2)).isInstanceOf(UnsupportedOperationException.class);
    }
}
