package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;

/** Re-states tests of Tokio's {@code sync_set_once.rs}. */
class SetOnceTest {
    private final Hand hand = new Hand();
    private final SetOnce<String> once = SetOnce.create();

    @Test
    void theValueIsThereForAllWhoWaitAndAllWhoCome() throws Exception {
        var first = hand.pending(once.value());
        var second = hand.pending(once.value());
        var unpolled = once.value();
        assertThat(once.get()).isNull();
        assertThat(once.isInitialized()).isFalse();
        once.set("v");
        assertThat(hand.wakes()).isEqualTo(2);
        assertThat(once.get()).isEqualTo("v");
        assertThat(once.isInitialized()).isTrue();
        assertThat(hand.ready(first)).isEqualTo("v");
        assertThat(hand.ready(second)).isEqualTo("v");
        assertThat(hand.ready(unpolled)).isEqualTo("v");
        assertThat(hand.ready(once.value())).isEqualTo("v");
    }

    @Test
    void aSecondValueIsRefusedAndGivenBack() throws Exception {
        once.set("v");
        assertThatThrownBy(() -> once.set("w"))
                .isInstanceOfSatisfying(
                        SetException.AlreadyInitialized.class,
                        e -> assertThat(e.rejected()).isEqualTo("w"))
                .hasMessage("there is a value already, which stays");
        assertThat(once.get()).isEqualTo("v");
        assertThatThrownBy(() -> SetOnce.of("a").set("b"))
                .isInstanceOf(SetException.AlreadyInitialized.class);
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsNoValue() {
        assertThatThrownBy(() -> once.set(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> SetOnce.of(null)).isInstanceOf(NullPointerException.class);
        assertThat(once.isInitialized()).isFalse();
    }

    @Test
    void waitsLeaveFromEveryPosition() throws Exception {
        for (int cancelled = 0; cancelled < 3; cancelled++) {
            var task = new Hand();
            SetOnce<Integer> fresh = SetOnce.create();
            var waits = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 3; i++) {
                waits.add(task.pending(fresh.value()));
            }
            var gone = waits.remove(cancelled);
            assertThat(gone.cancel(task.cx)).isTrue();
            assertThat(gone.cancel(task.cx)).isTrue();
            fresh.set(1);
            assertThat(task.wakes()).isEqualTo(2);
            for (var wait : waits) {
                assertThat(task.ready(wait)).isEqualTo(1);
            }
        }
    }

    @Test
    void wakersMayThrowOrSetAgainAndAreWokenInOrder() throws Exception {
        var order = new ArrayList<String>();
        once.value()
                .poll(
                        Context.of(
                                Waker.of(() -> {
                                    assertThatThrownBy(() -> once.set("again"))
                                            .isInstanceOf(SetException.AlreadyInitialized.class);
                                    order.add(String.valueOf(once.get()));
                                })));
        once.value().poll(Context.of(Hand.badWaker()));
        once.value().poll(Context.of(Waker.of(() -> order.add("last"))));
        once.set("v");
        assertThat(order).containsExactly("v", "last");
    }

    @Test
    void onlyTheLastWakerIsWoken() throws Exception {
        var wait = hand.pending(once.value());
        var second = new Hand();
        second.pending(wait);
        once.set("v");
        assertThat(hand.wakes()).isZero();
        assertThat(second.wakes()).isEqualTo(1);
        second.ready(wait);
        assertThatThrownBy(() -> wait.poll(second.cx))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("value() was polled after it had ended");
    }

    @Test
    void theBudgetHolds() throws Exception {
        once.set("v");
        hand.cx.budget(0);
        var wait = hand.pending(once.value());
        hand.cx.budget(1);
        hand.ready(wait);
        assertThat(hand.cx.budget()).isZero();
    }
}
