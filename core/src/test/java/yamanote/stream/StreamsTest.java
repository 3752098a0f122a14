package yamanote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Futures;
import yamanote.stream.Streams.Step;
import yamanote.sync.Broadcast;
import yamanote.sync.LaggedException;
import yamanote.sync.Mpsc;
import yamanote.sync.Watch;

/** The sources. */
class StreamsTest {
    private final Hand hand = new Hand();

    @Test
    void simpleSources() throws Exception {
        assertThat(hand.all(Streams.empty())).isEmpty();
        assertThat(hand.all(Streams.once(1))).containsExactly(1);
        assertThat(hand.all(Streams.of(1, 2))).containsExactly(1, 2);
        assertThat(hand.all(Streams.iter(List.of(1, 2)))).containsExactly(1, 2);
        assertThat(hand.all(Streams.iter(List.of(1, 2).iterator()))).containsExactly(1, 2);
        hand.ended(Streams.empty());
        hand.pending(Streams.pending());
    }

    @Test
    void collectionIsLookedAtWhenItIsPolled() throws Exception {
        var list = new ArrayList<>(List.of(1));
        var stream = Streams.iter(list);
        list.add(2);
        assertThat(hand.all(stream)).containsExactly(1, 2);
        hand.ended(stream);
    }

    /** ST01. */
    @Test
    void iterGivesWayWhenTheBudgetIsUsedUp() throws Exception {
        var numbers = Streams.iter(IntStream.range(0, 200).boxed());
        hand.budget(Context.BUDGET);
        var count = numbers.count();
        hand.waiting(count);
        assertThat(hand.wakes).isEqualTo(1);
        hand.budget(Context.BUDGET);
        assertThat(hand.value(count)).isEqualTo(200);
        assertThat(hand.budget()).isEqualTo(2 * Context.BUDGET - 200);
    }

    @Test
    void sourcesThatAreAlwaysReadyAreCooperative() throws Exception {
        for (AsyncStream<Integer> stream :
                List.<AsyncStream<Integer>>of(
                        Streams.of(1, 2, 3, 4),
                        Streams.generate(() -> 1),
                        Streams.unfold(1, i -> new Step<>(i, i)))) {
            hand.budget(3);
            hand.waiting(stream.count());
            assertThat(hand.budget()).isZero();
        }
    }

    @Test
    void streamOfTheJdkIsClosed() throws Exception {
        var closed = new ArrayList<String>();
        assertThat(hand.all(Streams.iter(Stream.of(1, 2).onClose(() -> closed.add("at the end")))))
                .containsExactly(1, 2);
        Streams.iter(Stream.of(1).onClose(() -> closed.add("cancelled"))).cancel(hand);
        assertThat(closed).containsExactly("at the end", "cancelled");
    }

    @Test
    void nullIsNoItem() {
        var nulls = Streams.iter(Arrays.asList(1, null, 2));
        assertThat(hand.all(nulls)).hasSize(2).element(1).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Streams.of(1, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Streams.once(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void iteratorThatThrowsEndsTheStream() {
        var failing =
                Streams.iter(
                        Stream.of(1, 2)
                                .peek(i -> {
                                    throw new IllegalStateException("bad " + i);
                                }));
        assertThat(hand.all(failing)).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void generateRunsItsBodyForEachItemUntilItGivesNull() throws Exception {
        int[] calls = {0};
        var source = new ArrayList<CompletableFuture<Integer>>();
        var stream =
                Streams.<Integer>generate(() -> {
                    source.add(new CompletableFuture<>());
                    Integer item = Futures.fromCompletionStage(source.getLast()).await();
                    return ++calls[0] > 2 ? null : item;
                });
        assertThat(source).isEmpty();
        hand.pending(stream);
        hand.pending(stream);
        assertThat(source).hasSize(1);
        source.getLast().complete(5);
        assertThat(hand.item(stream)).isEqualTo(5);
        hand.pending(stream);
        source.getLast().complete(6);
        assertThat(hand.item(stream)).isEqualTo(6);
        hand.pending(stream);
        source.getLast().complete(7);
        hand.ended(stream);
        assertThat(source).hasSize(3);
    }

    @Test
    void bodyThatThrowsEndsWhatItGenerates() {
        var stream =
                Streams.generate(() -> {
                    throw new IOException("broken");
                });
        assertThat(hand.all(stream)).singleElement().isInstanceOf(IOException.class);
    }

    @Test
    void cancelledGenerateCancelsItsBody() throws Exception {
        var log = new ArrayList<String>();
        var stream =
                Streams.generate(() -> {
                    try {
                        return Futures.pending().await();
                    } finally {
                        log.add("finally");
                    }
                });
        hand.pending(stream);
        assertThat(stream.cancel(hand)).isTrue();
        assertThat(log).containsExactly("finally");
        hand.ended(stream);
    }

    @Test
    void unfoldGoesFromStateToState() throws Exception {
        AsyncStream<Integer> powers = Streams.unfold(1, i -> i > 8 ? null : new Step<>(i, i * 2));
        assertThat(hand.all(powers)).containsExactly(1, 2, 4, 8);
    }

    @Test
    void messagesOfAChannel() throws Exception {
        var channel = Mpsc.<Integer>channel(4);
        var stream = Streams.from(channel.receiver());
        hand.pending(stream);
        channel.sender().trySend(1);
        assertThat(hand.wakes).isEqualTo(1);
        channel.sender().trySend(2);
        assertThat(stream.sizeHint().atLeast()).isEqualTo(2);
        channel.sender().close();
        assertThat(hand.all(stream)).containsExactly(1, 2);
        hand.ended(stream);
    }

    @Test
    void cancelledStreamClosesItsReceiver() throws Exception {
        var channel = Mpsc.<Thing>channel(4);
        var thing = new Thing();
        channel.sender().trySend(thing);
        Streams.from(channel.receiver()).cancel(hand);
        assertThat(channel.sender().isClosed()).isTrue();
        assertThat(thing.closed).isEqualTo(1);
        var events = Broadcast.<Integer>channel(4);
        Streams.from(events.receiver()).cancel(hand);
        assertThat(events.sender().receiverCount()).isZero();
        var value = Watch.channel(1);
        Streams.from(value.receiver()).cancel(hand);
        assertThat(value.sender().receiverCount()).isZero();
    }

    @Test
    void receivingIsCooperative() throws Exception {
        var channel = Mpsc.<Integer>unbounded();
        var events = Broadcast.<Integer>channel(8);
        for (int i = 0; i < 4; i++) {
            channel.sender().send(i);
            events.sender().send(i);
        }
        for (var stream :
                List.of(Streams.from(channel.receiver()), Streams.from(events.receiver()))) {
            hand.budget(3);
            hand.waiting(stream.count());
            assertThat(hand.budget()).isZero();
        }
    }

    /** B330. */
    @Test
    void laggingBroadcastThrowsOnceAndGoesOn() throws Exception {
        var events = Broadcast.<Integer>channel(2);
        var stream = Streams.from(events.receiver()).map(i -> i * 10);
        for (int i = 1; i <= 5; i++) {
            events.sender().send(i);
        }
        assertThatThrownBy(() -> stream.pollNext(hand))
                .isInstanceOf(LaggedException.class)
                .extracting(it -> ((LaggedException) it).missed())
                .isEqualTo(3L);
        assertThat(hand.item(stream)).isEqualTo(40);
        assertThat(hand.item(stream)).isEqualTo(50);
        hand.pending(stream);
        events.sender().send(6);
        assertThat(hand.wakes).isEqualTo(1);
        events.sender().close();
        assertThat(hand.all(stream)).containsExactly(60);
        hand.ended(stream);
    }

    /** B330. */
    @Test
    void watchGivesThePresentValueAndThenEachChange() throws Exception {
        var value = Watch.channel("one");
        var stream = Streams.from(value.receiver());
        assertThat(hand.item(stream)).isEqualTo("one");
        hand.pending(stream);
        value.sender().send("two");
        value.sender().send("three");
        assertThat(hand.wakes).isEqualTo(1);
        assertThat(hand.item(stream)).isEqualTo("three");
        hand.pending(stream);
        value.sender().send("four");
        value.sender().close();
        assertThat(hand.all(stream)).containsExactly("four");
        hand.ended(stream);
    }

    /** B330. */
    @Test
    void watchFromChangesLeavesThePresentValueOut() throws Exception {
        var value = Watch.channel("one");
        var stream = Streams.fromChanges(value.receiver());
        hand.pending(stream);
        value.sender().send("two");
        assertThat(hand.item(stream)).isEqualTo("two");
        value.sender().close();
        hand.ended(stream);
    }

    /** B330. */
    @Test
    void watchGivesNoValueTwice() throws Exception {
        var value = Watch.channel("one");
        var receiver = value.receiver();
        value.sender().send("two");
        var stream = Streams.from(receiver);
        assertThat(hand.item(stream)).isEqualTo("two");
        hand.pending(stream);
    }

    @Test
    void wakerThatSendsOnIsNoHarm() throws Exception {
        var channel = Mpsc.<Integer>unbounded();
        var stream = Streams.from(channel.receiver());
        int[] sent = {0};
        var cx =
                Context.of(
                        yamanote.future.Waker.of(() -> {
                            if (sent[0]++ < 3) {
                                try {
                                    channel.sender().send(sent[0]);
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            }
                        }));
        assertThat(stream.pollNext(cx).isPending()).isTrue();
        channel.sender().send(0);
        assertThat(hand.item(stream)).isZero();
        assertThat(hand.item(stream)).isEqualTo(1);
        hand.pending(stream);
    }
}
