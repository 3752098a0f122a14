package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.yieldNow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import yamanote.future.AsyncFunction;
import yamanote.future.Futures;

/** Async functions over the items: then, buffered, bufferUnordered. */
class FunctionsTest {
    private final Hand hand = new Hand();
    private final Script<Integer> source = Script.of(1, 2, 3, 4);
    private final List<String> log = new ArrayList<>();
    private final Map<Integer, CompletableFuture<String>> answers = new HashMap<>();

    /** Waits for the answer for an item; notes its begin, and its end if it is cancelled. */
    private final AsyncFunction<Integer, String> ask =
            i -> {
                log.add("begin " + i);
                boolean answered = false;
                try {
                    String answer = Futures.fromCompletionStage(answer(i)).await();
                    answered = true;
                    return answer;
                } finally {
                    if (!answered) {
                        log.add("end " + i);
                    }
                }
            };

    private CompletableFuture<String> answer(int i) {
        return answers.computeIfAbsent(i, key -> new CompletableFuture<>());
    }

    @Test
    void thenTakesTheNextItemWhenTheFunctionHasEnded() throws Exception {
        var then = source.then(ask);
        hand.pending(then);
        hand.pending(then);
        assertThat(log).containsExactly("begin 1");
        assertThat(source.log).hasSize(1);
        answer(1).complete("one");
        answer(2).complete("two");
        assertThat(hand.item(then)).isEqualTo("one");
        assertThat(log).containsExactly("begin 1");
        assertThat(hand.item(then)).isEqualTo("two");
    }

    @Test
    void cancelledThenCancelsItsFunctionBeforeItsSource() throws Exception {
        var then = source.then(ask);
        hand.pending(then);
        source.slowToClean();
        assertThat(then.cancel(hand)).isFalse();
        assertThat(log).containsExactly("begin 1", "end 1");
        assertThat(source.isCancelled()).isTrue();
        source.end();
        hand.ended(then);
    }

    @Test
    void cancelWaitsForTheCleanUpOfTheFunction() throws Exception {
        var cleaned = new CompletableFuture<String>();
        var then =
                source.then(i -> {
                    try {
                        return Futures.<String>pending().await();
                    } finally {
                        log.add(Futures.fromCompletionStage(cleaned).await());
                    }
                });
        hand.pending(then);
        assertThat(then.cancel(hand)).isFalse();
        hand.pending(then);
        cleaned.complete("clean");
        hand.ended(then);
        assertThat(log).containsExactly("clean");
    }

    @Test
    void lostNextOfAThenGoesOnWhereItWas() throws Exception {
        var then = source.then(ask);
        var next = then.next();
        hand.waiting(next);
        next.cancel(hand);
        answer(1).complete("one");
        assertThat(hand.value(then.next())).isEqualTo("one");
        assertThat(log).containsExactly("begin 1");
    }

    @Test
    void functionsMustNotGiveNull() {
        for (var stream :
                List.of(
                        source.byRef().then(i -> Futures.<String>ready(null).await()),
                        source.byRef().buffered(1, i -> Futures.<String>ready(null).await()),
                        source.byRef().bufferUnordered(1, i -> (String) null))) {
            assertThatThrownBy(() -> stream.pollNext(hand))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("filterMap");
        }
    }

    @Test
    void bufferedKeepsTheOrderAndTheLimit() throws Exception {
        var buffered = source.end().buffered(3, ask);
        hand.pending(buffered);
        assertThat(log).containsExactly("begin 1", "begin 2", "begin 3");
        answer(3).complete("three");
        answer(2).complete("two");
        hand.pending(buffered);
        assertThat(log).hasSize(3);
        answer(1).complete("one");
        assertThat(hand.item(buffered)).isEqualTo("one");
        assertThat(hand.item(buffered)).isEqualTo("two");
        assertThat(log).hasSize(4);
        assertThat(hand.item(buffered)).isEqualTo("three");
        hand.pending(buffered);
        answer(4).complete("four");
        assertThat(hand.item(buffered)).isEqualTo("four");
        hand.ended(buffered);
    }

    @Test
    void bufferUnorderedGivesWhatComes() throws Exception {
        var buffered = source.end().bufferUnordered(3, ask);
        hand.pending(buffered);
        answer(3).complete("three");
        assertThat(hand.item(buffered)).isEqualTo("three");
        assertThat(log).hasSize(3);
        hand.pending(buffered);
        assertThat(log).containsExactly("begin 1", "begin 2", "begin 3", "begin 4");
        answer(1).complete("one");
        answer(2).complete("two");
        answer(4).complete("four");
        assertThat(List.of(hand.item(buffered), hand.item(buffered), hand.item(buffered)))
                .containsExactlyInAnyOrder("one", "two", "four");
        hand.ended(buffered);
    }

    /** The place of one that has ended is filled again while others wait to be delivered. */
    @Test
    void readyFunctionsStarveNoOther() throws Exception {
        answers.put(1, new CompletableFuture<>());
        var numbers = new ArrayList<Integer>();
        for (int i = 1; i <= 100; i++) {
            numbers.add(i);
        }
        var buffered =
                Streams.iter(numbers)
                        .bufferUnordered(2, i -> i == 1 ? ask.start(i).await() : String.valueOf(i));
        assertThat(hand.item(buffered)).isEqualTo("2");
        assertThat(hand.item(buffered)).isEqualTo("3");
        answer(1).complete("one");
        assertThat(List.of(hand.item(buffered), hand.item(buffered))).contains("one");
    }

    @Test
    void failureOfAnUnorderedFunctionCancelsTheOthers() throws Exception {
        var buffered = source.bufferUnordered(3, ask);
        hand.pending(buffered);
        answer(2).completeExceptionally(new IOException("no two"));
        assertThatThrownBy(() -> buffered.pollNext(hand)).hasMessage("no two");
        assertThat(log).contains("end 1", "end 3");
        assertThat(source.isCancelled()).isTrue();
        hand.ended(buffered);
    }

    @Test
    void failureOfAnOrderedFunctionComesInItsTurn() throws Exception {
        var buffered = source.buffered(3, ask);
        hand.pending(buffered);
        answer(2).completeExceptionally(new IOException("no two"));
        answer(3).completeExceptionally(new IOException("no three"));
        hand.pending(buffered);
        answer(1).complete("one");
        assertThat(hand.item(buffered)).isEqualTo("one");
        assertThatThrownBy(() -> buffered.pollNext(hand)).hasMessage("no two");
        hand.ended(buffered);
        assertThat(hand.reported).singleElement().extracting("message").isEqualTo("no three");
    }

    @Test
    void failureOfTheSourceKeepsItsPlaceAndTheStreamGoesOn() throws Exception {
        var failure = new IOException("hiccup");
        var some = Script.of(1).fail(failure).give(3).end();
        answer(3).complete("three");
        var buffered = some.buffered(3, ask);
        hand.pending(buffered);
        answer(1).complete("one");
        assertThat(hand.all(buffered)).containsExactly("one", failure, "three");
    }

    @Test
    void cancelledBufferCancelsEachFunctionAndWaits() throws Exception {
        var buffered = source.bufferUnordered(4, ask);
        hand.pending(buffered);
        source.slowToClean();
        assertThat(buffered.cancel(hand)).isFalse();
        assertThat(log).containsAll(List.of("end 1", "end 2", "end 3", "end 4"));
        source.end();
        hand.ended(buffered);
    }

    @Test
    void functionsInsideOneAnother() throws Exception {
        var nested = source.end().then(i -> Streams.of(i, i).then(j -> j * 10).toList().await());
        assertThat(hand.value(nested.toList()))
                .containsExactly(
                        List.of(10, 10), List.of(20, 20), List.of(30, 30), List.of(40, 40));
    }

    @Test
    void functionMayGiveWay() throws Exception {
        var then =
                source.then(i -> {
                    yieldNow().await();
                    return i;
                });
        hand.pending(then);
        assertThat(hand.wakes).isEqualTo(1);
        assertThat(hand.item(then)).isEqualTo(1);
    }
}
