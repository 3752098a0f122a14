package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Waker;
import yamanote.sync.Notify.Notified;

/** Re-states tests of Tokio's {@code sync_notify.rs}. */
@SuppressWarnings("yamanote.unawaited")
class NotifyTest {
    private final Hand hand = new Hand();
    private final Notify notify = Notify.create();

    private Notified waiting() throws Exception {
        return hand.pending(notify.notified());
    }

    @Test
    void oneNotificationIsStored() throws Exception {
        notify.notifyOne();
        notify.notifyOne();
        notify.notifyLast();
        hand.ready(notify.notified());
        waiting();
    }

    /** B175. */
    @Test
    void notifyOneIsFifoAndNotifyLastIsLifo() throws Exception {
        var a = waiting();
        var b = waiting();
        var c = waiting();
        var d = waiting();
        notify.notifyOne();
        hand.ready(a);
        notify.notifyLast();
        hand.ready(d);
        hand.pending(b);
        notify.notifyLast();
        hand.ready(c);
        notify.notifyOne();
        hand.ready(b);
        assertThat(hand.wakes()).isEqualTo(4);
    }

    /** B176. */
    @Test
    void cancelledNotifiedPassesItsWakeOn() throws Exception {
        var a = waiting();
        var b = waiting();
        var c = waiting();
        var d = waiting();
        notify.notifyOne();
        a.cancel(hand.cx);
        a.cancel(hand.cx);
        notify.notifyLast();
        d.cancel(hand.cx);
        hand.ready(b);
        hand.ready(c);
    }

    @Test
    void aNotificationThatNobodyTakesIsStored() throws Exception {
        var a = waiting();
        notify.notifyOne();
        a.cancel(hand.cx);
        hand.ready(notify.notified());
        waiting();
    }

    @Test
    void waitersLeaveFromEveryPosition() throws Exception {
        for (int cancelled = 0; cancelled < 3; cancelled++) {
            var waits = new ArrayList<Notified>();
            for (int i = 0; i < 3; i++) {
                waits.add(waiting());
            }
            waits.remove(cancelled).cancel(hand.cx);
            for (var wait : waits) {
                notify.notifyOne();
                hand.ready(wait);
            }
            waiting().cancel(hand.cx);
        }
    }

    /** B178. */
    @Test
    void notifyWaitersCompletesFuturesThatWereNeverPolled() throws Exception {
        var unpolled = notify.notified();
        var polled = waiting();
        notify.notifyWaiters();
        var later = notify.notified();
        assertThat(hand.wakes()).isEqualTo(1);
        hand.ready(unpolled);
        hand.ready(polled);
        hand.pending(later);
    }

    /** B179. */
    @Test
    void aFutureOfNotifyWaitersLeavesThePermit() throws Exception {
        var early = notify.notified();
        notify.notifyWaiters();
        notify.notifyOne();
        hand.ready(early);
        hand.ready(notify.notified());
        waiting();
    }

    /** B180. */
    @Test
    void notifyWaitersDoesNotCompleteTwoInARow() throws Exception {
        var first = waiting();
        notify.notifyWaiters();
        hand.ready(first);
        waiting();
    }

    /** B181: seen from within the first wake. */
    @Test
    void notifyWaitersIsOneStep() throws Exception {
        var earlier = notify.notified();
        var last = notify.notified();
        var log = new ArrayList<Boolean>();
        var first = notify.notified();
        first.poll(
                Context.of(
                        Waker.of(() -> {
                            var later = notify.notified();
                            log.add(later.enable());
                            log.add(earlier.enable());
                            log.add(last.enable());
                            later.cancel(hand.cx);
                        })));
        hand.pending(last);
        notify.notifyWaiters();
        assertThat(log).containsExactly(false, true, true);
    }

    /** B183. */
    @Test
    void aWakerMayNotifyAgain() throws Exception {
        var first = notify.notified();
        first.poll(Context.of(Waker.of(notify::notifyWaiters)));
        var second = waiting();
        notify.notifyOne();
        hand.ready(first);
        hand.ready(second);
    }

    /** B183. */
    @Test
    void aWakerThatThrowsDoesNotLoseTheOthers() throws Exception {
        for (int bad = 0; bad < 3; bad++) {
            var waits = new ArrayList<Notified>();
            var task = new Hand();
            for (int i = 0; i < 3; i++) {
                var wait = notify.notified();
                if (i == bad) {
                    wait.poll(Context.of(Hand.badWaker()));
                } else {
                    task.pending(wait);
                }
                waits.add(wait);
            }
            notify.notifyWaiters();
            assertThat(task.wakes()).isEqualTo(2);
            for (var wait : waits) {
                task.ready(wait);
            }
        }
    }

    @Test
    void notifyWaitersWakesInOrderOfArrival() throws Exception {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < 4; i++) {
            int id = i;
            notify.notified().poll(Context.of(Waker.of(() -> order.add(id))));
        }
        notify.notifyWaiters();
        assertThat(order).containsExactly(0, 1, 2, 3);
    }

    /** B183: of the one that is notified. */
    @Test
    void aWakerThatThrowsAtNotifyOneHasItsNotification() throws Exception {
        var bad = notify.notified();
        bad.poll(Context.of(Hand.badWaker()));
        var good = waiting();
        notify.notifyOne();
        bad.cancel(hand.cx);
        hand.ready(good);
    }

    @Test
    void aWaiterCutOffByNotifyWaitersMayLeaveAtAnyTime() throws Exception {
        var first = notify.notified();
        var second = notify.notified();
        first.poll(Context.of(Waker.of(() -> second.cancel(hand.cx))));
        second.poll(hand.cx);
        var third = waiting();
        notify.notifyWaiters();
        hand.ready(first);
        hand.ready(third);
        var next = waiting();
        notify.notifyOne();
        hand.ready(next);
    }

    @Test
    void enableTakesAPlaceInLine() throws Exception {
        var enabled = notify.notified();
        assertThat(enabled.enable()).isFalse();
        assertThat(enabled.enable()).isFalse();
        var behind = waiting();
        notify.notifyOne();
        hand.pending(behind);
        assertThat(enabled.enable()).isTrue();
        hand.ready(enabled);
        assertThat(hand.wakes()).isZero();
    }

    @Test
    void enableUsesUpAPermit() throws Exception {
        notify.notifyOne();
        var enabled = notify.notified();
        assertThat(enabled.enable()).isTrue();
        enabled.cancel(hand.cx);
        waiting();
    }

    @Test
    void anEnabledWaitIsWokenAfterItsFirstPoll() throws Exception {
        var enabled = notify.notified();
        enabled.enable();
        hand.pending(enabled);
        notify.notifyOne();
        assertThat(hand.wakes()).isEqualTo(1);
        hand.ready(enabled);
    }

    @Test
    void onlyTheLastWakerIsWoken() throws Exception {
        var wait = waiting();
        var second = new Hand();
        second.pending(wait);
        notify.notifyWaiters();
        assertThat(hand.wakes()).isZero();
        assertThat(second.wakes()).isEqualTo(1);
        assertThatThrownBy(
                        () -> {
                            second.ready(wait);
                            wait.poll(second.cx);
                        })
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theBudgetHolds() throws Exception {
        notify.notifyOne();
        hand.cx.budget(0);
        var wait = hand.pending(notify.notified());
        assertThat(hand.wakes()).isEqualTo(1);
        hand.cx.budget(1);
        hand.ready(wait);
        assertThat(hand.cx.budget()).isZero();
    }
}
