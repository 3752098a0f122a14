package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;

/** Re-states tests of Tokio's {@code sync_watch.rs}. */
class WatchTest {
    private final Hand hand = new Hand();
    private final Hand other = new Hand();
    private final Watch.Channel<Integer> channel = Watch.channel(0);
    private final Watch.Sender<Integer> tx = channel.sender();
    private final Watch.Receiver<Integer> rx = channel.receiver();

    private static void fails(Hand hand, Future<?> future) {
        assertThatThrownBy(() -> future.poll(hand.cx)).isInstanceOf(ClosedException.class);
    }

    @Test
    void theInitialValueCountsAsSeen() throws Exception {
        assertThat(rx.borrow()).isZero();
        assertThat(rx.hasChanged()).isFalse();
        hand.pending(rx.changed());
    }

    /** B240. */
    @Test
    void onlyTheLastValueIsKept() throws Exception {
        var changed = hand.pending(rx.changed());
        tx.send(1);
        tx.send(2);
        tx.send(3);
        assertThat(hand.wakes()).isEqualTo(1);
        hand.ready(changed);
        assertThat(rx.borrow()).isEqualTo(3);
        hand.pending(rx.changed());
        assertThatThrownBy(() -> changed.poll(hand.cx)).isInstanceOf(IllegalStateException.class);
    }

    /** B241. */
    @Test
    void borrowDoesNotMarkAsSeenBorrowAndUpdateDoes() throws Exception {
        tx.send(1);
        assertThat(rx.borrow()).isEqualTo(1);
        assertThat(rx.hasChanged()).isTrue();
        assertThat(rx.borrowAndUpdate()).isEqualTo(1);
        assertThat(rx.hasChanged()).isFalse();
        hand.pending(rx.changed());
    }

    /** B242. */
    @Test
    void anUnseenValueIsReportedOnceAfterTheLastSender() throws Exception {
        tx.send(1);
        tx.close();
        assertThatThrownBy(rx::hasChanged).isInstanceOf(ClosedException.class);
        hand.ready(rx.changed());
        fails(hand, rx.changed());
        fails(hand, rx.changed());
        assertThat(rx.borrow()).isEqualTo(1);
    }

    /** B242, B247. */
    @Test
    void theLastOfSeveralSendersWakesReceivers() throws Exception {
        var second = tx.share();
        assertThat(second.sameChannel(tx)).isTrue();
        assertThat(tx.senderCount()).isEqualTo(2);
        var changed = hand.pending(rx.changed());
        var met = other.pending(rx.share().waitFor(v -> v > 0));
        tx.close();
        tx.close();
        assertThat(hand.wakes()).isZero();
        second.close();
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(other.wakes()).isEqualTo(1);
        fails(hand, changed);
        fails(other, met);
    }

    /** B244. */
    @Test
    void sendWithoutReceiverStoresNothing() throws Exception {
        rx.close();
        assertThatThrownBy(() -> tx.send(1))
                .isInstanceOfSatisfying(
                        ClosedException.class, e -> assertThat(e.unsent()).isEqualTo(1));
        assertThat(tx.borrow()).isZero();
    }

    /** B244. */
    @Test
    void sendReplaceAndSendModifyStoreRegardless() throws Exception {
        rx.close();
        assertThat(tx.sendReplace(5)).isZero();
        tx.sendModify(v -> v + 1);
        assertThat(tx.borrow()).isEqualTo(6);
        assertThat(tx.sendIfModified(v -> v + 1)).isTrue();
        var later = tx.subscribe();
        assertThat(later.borrow()).isEqualTo(7);
        assertThat(later.hasChanged()).isFalse();
    }

    /** B245. */
    @Test
    void sendIfModifiedWithoutChangeWakesNobody() throws Exception {
        var changed = hand.pending(rx.changed());
        assertThat(tx.sendIfModified(v -> null)).isFalse();
        assertThat(hand.wakes()).isZero();
        assertThat(rx.hasChanged()).isFalse();
        assertThat(tx.sendIfModified(v -> v + 1)).isTrue();
        assertThat(hand.wakes()).isEqualTo(1);
        hand.ready(changed);
    }

    /** B245. */
    @Test
    void aModifyThatThrowsWakesNobodyAndDoesNoHarm() throws Exception {
        var changed = hand.pending(rx.changed());
        assertThatThrownBy(() ->
                        tx.sendModify(v -> {
                            throw new IllegalArgumentException("no");
                        }))
                .hasMessage("no");
        assertThat(hand.wakes()).isZero();
        assertThat(rx.hasChanged()).isFalse();
        tx.sendModify(v -> v + 1);
        hand.ready(changed);
        assertThat(rx.borrow()).isEqualTo(1);
    }

    @Test
    void aModifyThatMeetsAnotherSendIsAppliedAgain() {
        var other = tx.share();
        var applied = new ArrayList<Integer>();
        tx.sendModify(v -> {
            applied.add(v);
            if (v == 0) {
                other.sendReplace(10);
            }
            return v + 1;
        });
        assertThat(applied).containsExactly(0, 10);
        assertThat(tx.borrow()).isEqualTo(11);
    }

    /** B246. */
    @Test
    void marksConcernOneReceiverOnly() throws Exception {
        var twin = rx.share();
        rx.markChanged();
        rx.markChanged();
        assertThat(rx.hasChanged()).isTrue();
        assertThat(twin.hasChanged()).isFalse();
        hand.ready(rx.changed());
        hand.pending(rx.changed()).cancel(hand.cx);
        tx.send(1);
        rx.markUnchanged();
        assertThat(rx.hasChanged()).isFalse();
        hand.pending(rx.changed());
        hand.ready(twin.changed());
    }

    @Test
    void aSharedReceiverHasSeenWhatTheFirstHas() throws Exception {
        tx.send(1);
        var twin = rx.share();
        hand.ready(twin.changed());
        hand.ready(rx.changed());
        hand.pending(rx.share().changed());
        hand.pending(tx.subscribe().changed());
        assertThat(twin.sameChannel(rx)).isTrue();
        assertThat(twin.sameChannel(Watch.channel(0).receiver())).isFalse();
        assertThat(tx.receiverCount()).isEqualTo(4);
    }

    /** B247. */
    @Test
    void theLastReceiverClosesAndSubscribeReopens() throws Exception {
        assertThat(tx.isClosed()).isFalse();
        var closed = hand.pending(tx.closed());
        rx.close();
        rx.close();
        assertThat(tx.isClosed()).isTrue();
        assertThat(hand.wakes()).isEqualTo(1);
        hand.ready(closed);
        var again = tx.subscribe();
        assertThat(tx.isClosed()).isFalse();
        var next = hand.pending(tx.closed());
        tx.send(1);
        assertThat(again.borrow()).isEqualTo(1);
        again.close();
        hand.ready(next);
    }

    @Test
    void waitForBeginsWithThePresentValue() throws Exception {
        assertThat(hand.ready(rx.waitFor(v -> v == 0))).isZero();
        tx.send(1);
        assertThat(hand.ready(rx.waitFor(v -> v == 1))).isEqualTo(1);
        assertThat(rx.hasChanged()).isFalse();
    }

    @Test
    void waitForLooksAtEachVersionOnce() throws Exception {
        var looks = new AtomicInteger();
        var wait =
                hand.pending(
                        rx.waitFor(v -> {
                            looks.incrementAndGet();
                            return v == 3;
                        }));
        hand.pending(wait);
        other.pending(wait);
        assertThat(looks.get()).isEqualTo(1);
        tx.send(1);
        hand.pending(wait);
        hand.pending(wait);
        assertThat(looks.get()).isEqualTo(2);
        tx.send(2);
        tx.send(3);
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(hand.ready(wait)).isEqualTo(3);
        assertThat(looks.get()).isEqualTo(3);
    }

    @Test
    void waitForSeesTheLastValueBeforeTheEnd() throws Exception {
        var wait = hand.pending(rx.waitFor(v -> v == 1));
        var never = hand.pending(rx.share().waitFor(v -> v == 2));
        tx.send(1);
        tx.close();
        assertThat(hand.ready(wait)).isEqualTo(1);
        fails(hand, never);
        assertThat(hand.ready(rx.waitFor(v -> v == 1))).isEqualTo(1);
        fails(hand, rx.waitFor(v -> v == 2));
    }

    @Test
    void aConditionThatThrowsFailsTheWait() throws Exception {
        var wait =
                rx.waitFor(v -> {
                    throw new IllegalArgumentException("no");
                });
        assertThatThrownBy(() -> wait.poll(hand.cx)).hasMessage("no");
        assertThatThrownBy(() -> wait.poll(hand.cx)).isInstanceOf(IllegalStateException.class);
        tx.send(1);
        hand.ready(rx.changed());
    }

    /** Every position in line, before the first poll, and after the wake. */
    @Test
    void aCancelledWaitLosesNothing() throws Exception {
        for (int cancelled = 0; cancelled < 3; cancelled++) {
            var receivers = List.of(tx.subscribe(), tx.subscribe(), tx.subscribe());
            List<Future<?>> waits = new ArrayList<>();
            for (var receiver : receivers) {
                waits.add(hand.pending(receiver.changed()));
            }
            int wakes = hand.wakes();
            waits.get(cancelled).cancel(hand.cx);
            waits.get(cancelled).cancel(hand.cx);
            tx.send(1);
            assertThat(hand.wakes()).isEqualTo(wakes + 2);
            for (int i = 0; i < 3; i++) {
                Future<?> wait = i == cancelled ? receivers.get(i).changed() : waits.get(i);
                hand.ready(wait);
            }
        }
        var unpolled = rx.changed();
        unpolled.cancel(hand.cx);
        assertThatThrownBy(() -> unpolled.poll(hand.cx)).isInstanceOf(IllegalStateException.class);
        rx.markUnchanged();
        var woken = hand.pending(rx.changed());
        tx.send(2);
        woken.cancel(hand.cx);
        hand.ready(rx.changed());
    }

    @Test
    void onlyTheLastWakerOfAWaitIsWoken() throws Exception {
        var changed = hand.pending(rx.changed());
        other.pending(changed);
        tx.send(1);
        assertThat(hand.wakes()).isZero();
        assertThat(other.wakes()).isEqualTo(1);
    }

    @Test
    void aClosedReceiverFailsItsWait() throws Exception {
        var changed = hand.pending(rx.changed());
        var twin = other.pending(tx.subscribe().changed());
        rx.close();
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(other.wakes()).isZero();
        fails(hand, changed);
        tx.send(1);
        fails(hand, rx.changed());
        other.ready(twin);
    }

    @Test
    void aWakerMaySendOnTheSameChannel() throws Exception {
        tx.subscribe()
                .changed()
                .poll(
                        Context.of(
                                Waker.of(() -> {
                                    tx.sendModify(v -> v + 10);
                                })));
        var behind = hand.pending(rx.waitFor(v -> v == 11));
        tx.send(1);
        assertThat(hand.ready(behind)).isEqualTo(11);
    }

    /**
     * A wait that is cut off, and polled from another task before its wake has reached it, cannot
     * join the line yet: it asks to be polled again.
     */
    @Test
    void aWaitWhoseWakeIsOnItsWayComesBackLater() throws Exception {
        var behind = rx.waitFor(v -> v == 2);
        var early = new Hand();
        tx.subscribe()
                .changed()
                .poll(
                        Context.of(
                                Waker.of(() -> {
                                    try {
                                        early.pending(behind);
                                        early.pending(behind);
                                    } catch (Exception e) {
                                        throw new AssertionError(e);
                                    }
                                })));
        hand.pending(behind);
        tx.send(1);
        assertThat(early.wakes()).isEqualTo(2);
        early.pending(behind);
        tx.send(2);
        assertThat(early.wakes()).isEqualTo(3);
        assertThat(early.ready(behind)).isEqualTo(2);
    }

    /** The same, polled by its own task: the wake that is on its way is enough. */
    @Test
    void aWaitThatIsPolledBeforeItsWakeJoinsAfterIt() throws Exception {
        var behind = rx.waitFor(v -> v == 2);
        tx.subscribe()
                .changed()
                .poll(
                        Context.of(
                                Waker.of(() -> {
                                    try {
                                        hand.pending(behind);
                                    } catch (Exception e) {
                                        throw new AssertionError(e);
                                    }
                                })));
        hand.pending(behind);
        tx.send(1);
        assertThat(hand.wakes()).isEqualTo(1);
        hand.pending(behind);
        tx.send(2);
        assertThat(hand.wakes()).isEqualTo(2);
        assertThat(hand.ready(behind)).isEqualTo(2);
    }

    @Test
    void aWakerThatThrowsStopsNobody() throws Exception {
        tx.subscribe().changed().poll(Context.of(Hand.badWaker()));
        var changed = hand.pending(rx.changed());
        tx.send(1);
        hand.ready(changed);
    }

    @Test
    void nullIsNoValue() {
        assertThatThrownBy(() -> Watch.channel(nothing())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> tx.send(nothing())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> tx.sendReplace(nothing()))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> tx.sendModify(v -> nothing()))
                .isInstanceOf(NullPointerException.class);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    /** B097. */
    @Test
    void theBudgetHolds() throws Exception {
        rx.markChanged();
        hand.cx.budget(2);
        hand.ready(rx.changed());
        hand.ready(rx.waitFor(v -> true));
        hand.pending(rx.waitFor(v -> true));
        rx.markChanged();
        hand.pending(rx.changed());
        hand.pending(tx.closed());
        assertThat(hand.wakes()).isEqualTo(3);
        rx.close();
        hand.cx.budget(1);
        hand.ready(tx.closed());
        assertThat(hand.cx.budget()).isZero();
    }

    /** B097: a condition that no value meets, and a sender that sends in it, is no endless poll. */
    @Test
    void aWaitForThatIsNeverIdleGivesWay() throws Exception {
        hand.cx.budget(10);
        var looks = new AtomicInteger();
        var wait =
                rx.waitFor(v -> {
                    looks.incrementAndGet();
                    tx.sendReplace(v + 1);
                    return false;
                });
        hand.pending(wait);
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(looks.get()).isBetween(5, 11);
    }
}
