package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Poll;

/** What holds for every stream: next, byRef, close. */
class AsyncStreamTest {
    private final Hand hand = new Hand();
    private final Script<Integer> script = Script.of(1, 2);

    @Test
    void nextGivesTheItemsAndThenNull() throws Exception {
        assertThat(hand.value(script.next())).isEqualTo(1);
        assertThat(hand.value(script.next())).isEqualTo(2);
        var third = script.next();
        hand.waiting(third);
        script.end();
        assertThat(hand.wakes).isEqualTo(1);
        assertThat(hand.value(third)).isNull();
        assertThat(hand.value(script.next())).isNull();
    }

    @Test
    void nextDoesNothingBeforeItsPollAndEndsOnce() throws Exception {
        var next = script.next();
        assertThat(script.log).isEmpty();
        assertThat(hand.value(next)).isEqualTo(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> next.poll(hand))
                .withMessageContaining("call next() for each item");
    }

    @Test
    void nextThatThrewHasEnded() {
        var failing = new Script<Integer>("failing").fail(new IOException("broken"));
        var next = failing.next();
        assertThatThrownBy(() -> next.poll(hand)).isInstanceOf(IOException.class);
        assertThatIllegalStateException().isThrownBy(() -> next.poll(hand));
    }

    @Test
    void cancelledNextLosesNothing() throws Exception {
        var empty = new Script<Integer>("empty");
        var next = empty.next();
        hand.waiting(next);
        assertThat(next.cancel(hand)).isTrue();
        assertThat(empty.isCancelled()).isFalse();
        empty.give(7);
        assertThat(hand.value(empty.next())).isEqualTo(7);
    }

    @Test
    void closeEndsTheStreamAndAwaitsItsCleanUp() throws Exception {
        script.slowToClean();
        var close = script.closeAsync();
        assertThat(script.log).isEmpty();
        hand.waiting(close);
        assertThat(script.log).containsExactly("cancel source");
        hand.waiting(close);
        assertThat(hand.wakes).isZero();
        script.end();
        assertThat(hand.wakes).isEqualTo(1);
        assertThat(hand.value(close)).isNull();
        assertThat(hand.value(script.closeAsync())).isNull();
    }

    @Test
    void closeThatWasBegunGoesOnWhenItIsCancelled() throws Exception {
        script.slowToClean();
        assertThat(script.closeAsync().cancel(hand)).isTrue();
        assertThat(script.isCancelled()).isFalse();
        var close = script.closeAsync();
        hand.waiting(close);
        assertThat(close.cancel(hand)).isFalse();
        script.end();
        hand.value(close);
        assertThat(close.cancel(hand)).isTrue();
    }

    @Test
    void failureOfTheCleanUpIsReportedAndEndsIt() throws Exception {
        script.slowToClean();
        var close = script.closeAsync();
        hand.waiting(close);
        var failure = new IOException("cannot clean up");
        script.fail(failure);
        hand.value(close);
        assertThat(hand.reported).containsExactly(failure);
    }

    @Test
    void itemThatComesDuringTheCleanUpIsDropped() throws Exception {
        var things = new Script<Thing>("things").slowToClean();
        var close = things.closeAsync();
        hand.waiting(close);
        var late = new Thing();
        things.give(late);
        hand.waiting(close);
        assertThat(late.closed).isEqualTo(1);
        things.end();
        hand.value(close);
    }

    @Test
    void cancelThatThrowsIsReported() throws Exception {
        var failure = new IllegalStateException("bad cancel");
        AsyncStream<Integer> bad =
                new AsyncStream<>() {
                    @Override
                    public Poll<@Nullable Integer> pollNext(Context cx) {
                        return Poll.pending();
                    }

                    @Override
                    public boolean cancel(Context cx) {
                        throw failure;
                    }
                };
        hand.value(bad.closeAsync());
        assertThat(hand.reported).containsExactly(failure);
    }

    @Test
    void byRefLeavesTheStreamToItsOwner() throws Exception {
        var view = script.byRef();
        assertThat(hand.item(view)).isEqualTo(1);
        assertThat(view.cancel(hand)).isTrue();
        assertThat(hand.value(view.take(0).toList())).isEmpty();
        assertThat(script.isCancelled()).isFalse();
        assertThat(hand.item(script)).isEqualTo(2);
    }

    @Test
    void anythingPolledMayBeAStream() throws Exception {
        AsyncStream<String> one = cx -> Poll.ready("again");
        assertThat(hand.value(one.take(2).toList())).containsExactly("again", "again");
    }
}
