package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.future.Waker;

/**
 * Re-states tests of Tokio's {@code sync_once_cell.rs}; with cancellation in {@link LazyInitTest}.
 */
class OnceCellTest {
    private final Hand hand = new Hand();
    private final OnceCell<String> cell = OnceCell.create();

    private Future<String> never() {
        return cell.getOrInit(() -> {
            throw new AssertionError("an initializer that is not needed");
        });
    }

    @Test
    void theFirstInitializerMakesTheValueForAll() throws Exception {
        var gate = Notify.create();
        var first =
                hand.pending(
                        cell.getOrInit(() -> {
                            gate.notified().await();
                            return "v";
                        }));
        var second = hand.pending(never());
        var third = hand.pending(never());
        var unpolled = never();
        assertThat(cell.get()).isNull();
        assertThat(cell.isInitialized()).isFalse();
        gate.notifyOne();
        int before = hand.wakes();
        assertThat(hand.ready(first)).isEqualTo("v");
        assertThat(hand.wakes()).isEqualTo(before + 2);
        for (var wait : List.of(third, second, unpolled, never())) {
            assertThat(hand.ready(wait)).isEqualTo("v");
        }
        assertThat(cell.get()).isEqualTo("v");
        assertThat(cell.isInitialized()).isTrue();
    }

    @Test
    void aValueFromTheStartNeedsNoInitializer() throws Exception {
        OnceCell<String> full = OnceCell.of("v");
        assertThat(full.get()).isEqualTo("v");
        assertThat(
                        hand.ready(
                                full.getOrInit(() -> {
                                    throw new AssertionError();
                                })))
                .isEqualTo("v");
    }

    /** B202: the very exception is thrown, and the next in line makes the value. */
    @Test
    void afterAnInitializerThatFailedTheNextIsRun() throws Exception {
        var gate = Notify.create();
        var failure = new IOException("no");
        Future<String> first =
                hand.pending(
                        cell.getOrInit(() -> {
                            gate.notified().await();
                            throw failure;
                        }));
        var second =
                hand.pending(
                        cell.getOrInit(() -> {
                            throw new Error("a panic", null, false, false) {};
                        }));
        var third = hand.pending(cell.getOrInit(() -> "v"));
        gate.notifyOne();
        assertThatThrownBy(() -> first.poll(hand.cx)).isSameAs(failure);
        hand.pending(third);
        assertThatThrownBy(() -> second.poll(hand.cx)).hasMessage("a panic");
        assertThat(cell.isInitialized()).isFalse();
        assertThat(hand.ready(third)).isEqualTo("v");
        assertThat(hand.ready(never())).isEqualTo("v");
    }

    /** B203. */
    @Test
    void aValueIsSetOnceAndNotWhileOneIsMade() throws Exception {
        var gate = Notify.create();
        var making =
                hand.pending(
                        cell.getOrInit(() -> {
                            gate.notified().await();
                            return "v";
                        }));
        assertThatThrownBy(() -> cell.set("w"))
                .isInstanceOfSatisfying(
                        SetException.Initializing.class,
                        e -> assertThat(e.rejected()).isEqualTo("w"))
                .hasMessage("an initializer is running, whose value will be taken");
        gate.notifyOne();
        hand.ready(making);
        assertThatThrownBy(() -> cell.set("w"))
                .isInstanceOfSatisfying(
                        SetException.AlreadyInitialized.class,
                        e -> assertThat(e.rejected()).isEqualTo("w"));
        assertThat(cell.get()).isEqualTo("v");
    }

    /** B203. */
    @Test
    void aSecondSetIsRefused() throws Exception {
        cell.set("v");
        assertThatThrownBy(() -> cell.set("w")).isInstanceOf(SetException.AlreadyInitialized.class);
        assertThat(hand.ready(never())).isEqualTo("v");
    }

    @Test
    void anInitializerThatSetsItsOwnCellIsRefused() throws Exception {
        var value =
                hand.ready(
                        cell.getOrInit(() -> {
                            try {
                                cell.set("w");
                                return "no exception";
                            } catch (SetException.Initializing e) {
                                return "v";
                            }
                        }));
        assertThat(value).isEqualTo("v");
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsNoValue() throws Exception {
        assertThatThrownBy(() -> cell.set(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> OnceCell.of(null)).isInstanceOf(NullPointerException.class);
        Future<String> none = cell.getOrInit(Futures.ready(null));
        assertThatThrownBy(() -> none.poll(hand.cx))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("the initializer of a OnceCell gave null");
        assertThat(hand.ready(cell.getOrInit(() -> "v"))).isEqualTo("v");
    }

    @Test
    void aFutureMakesTheValueToo() throws Exception {
        Future<String> future = async(() -> "v");
        assertThat(hand.ready(cell.getOrInit(future))).isEqualTo("v");
    }

    @Test
    void wakersMayThrowOrAskAgainAndAreWokenInOrder() throws Exception {
        var gate = Notify.create();
        var order = new ArrayList<String>();
        var making =
                hand.pending(
                        cell.getOrInit(() -> {
                            gate.notified().await();
                            return "v";
                        }));
        var first = never();
        first.poll(Context.of(Waker.of(() -> order.add(ready(first) + ready(never())))));
        never().poll(Context.of(Hand.badWaker()));
        never().poll(Context.of(Waker.of(() -> order.add("last"))));
        gate.notifyOne();
        hand.ready(making);
        assertThat(order).containsExactly("vv", "last");
    }

    private String ready(Future<String> value) {
        try {
            return hand.ready(value);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anEndedWaitIsNotPolledAgain() throws Exception {
        var made = cell.getOrInit(() -> "v");
        hand.ready(made);
        assertThatThrownBy(() -> made.poll(hand.cx))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("getOrInit() was polled after it had ended");
        assertThat(made.cancel(hand.cx)).isTrue();
    }

    @Test
    void theBudgetHolds() throws Exception {
        cell.set("v");
        hand.cx.budget(0);
        var wait = hand.pending(never());
        hand.cx.budget(1);
        hand.ready(wait);
        assertThat(hand.cx.budget()).isZero();
    }
}
