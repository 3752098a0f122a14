package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.CancelledError;
import yamanote.future.Future;

/** Cancellation of {@code getOrInit} at every stage. */
class LazyInitTest {
    private final Hand hand = new Hand();
    private final OnceCell<String> cell = OnceCell.create();
    private final Notify gate = Notify.create();
    private final Notify cleanUp = Notify.create();
    private final List<String> log = new ArrayList<>();

    /** Waits at the gate; when it is cancelled there, for its clean-up. */
    private Future<String> slow(String name) {
        return async(() -> {
            log.add(name);
            try {
                gate.notified().await();
                return name;
            } catch (CancelledError e) {
                log.add(name + " cancelled");
                cleanUp.notified().await();
                log.add(name + " clean");
                throw e;
            }
        });
    }

    /** B202. */
    @Test
    void afterAnInitializerThatWasCancelledTheNextIsRun() throws Exception {
        var first =
                hand.pending(
                        cell.getOrInit(() -> {
                            gate.notified().await();
                            return "first";
                        }));
        var second = hand.pending(cell.getOrInit(() -> "second"));
        assertThat(first.cancel(hand.cx)).isTrue();
        assertThat(first.cancel(hand.cx)).isTrue();
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(hand.ready(second)).isEqualTo("second");
    }

    /** B202: the order of clean-up. */
    @Test
    void theNextStartsWhenTheCleanUpOfACancelledOneHasEnded() throws Exception {
        var first = hand.pending(cell.getOrInit(slow("first")));
        var second =
                hand.pending(
                        cell.getOrInit(() -> {
                            log.add("second");
                            return "second";
                        }));
        assertThat(first.cancel(hand.cx)).isFalse();
        assertThat(first.cancel(hand.cx)).isFalse();
        hand.pending(first);
        hand.pending(second);
        assertThatThrownBy(() -> cell.set("w")).isInstanceOf(SetException.Initializing.class);
        cleanUp.notifyOne();
        assertThatThrownBy(() -> first.poll(hand.cx)).isInstanceOf(CancelledError.class);
        assertThat(hand.ready(second)).isEqualTo("second");
        assertThat(log).containsExactly("first", "first cancelled", "first clean", "second");
        assertThatThrownBy(() -> first.poll(hand.cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void waitsLeaveFromEveryPosition() throws Exception {
        for (int cancelled = 0; cancelled < 4; cancelled++) {
            OnceCell<Integer> fresh = OnceCell.create();
            var door = Notify.create();
            var waits = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 4; i++) {
                int id = i;
                waits.add(
                        hand.pending(
                                fresh.getOrInit(() -> {
                                    door.notified().await();
                                    return id;
                                })));
            }
            var gone = waits.remove(cancelled);
            assertThat(gone.cancel(hand.cx)).isTrue();
            assertThat(gone.cancel(hand.cx)).isTrue();
            hand.pending(waits.get(0));
            door.notifyOne();
            int maker = cancelled == 0 ? 1 : 0;
            for (var wait : waits) {
                assertThat(hand.ready(wait)).isEqualTo(maker);
            }
        }
    }

    /** The right to make the value, given to one who leaves, goes on. */
    @Test
    void aTurnThatIsNotTakenGoesToTheNext() throws Exception {
        var first = hand.pending(cell.getOrInit(slow("first")));
        var second = hand.pending(cell.getOrInit(() -> "second"));
        var third = hand.pending(cell.getOrInit(() -> "third"));
        assertThat(first.cancel(hand.cx)).isFalse();
        cleanUp.notifyOne();
        assertThatThrownBy(() -> first.poll(hand.cx)).isInstanceOf(CancelledError.class);
        assertThatThrownBy(() -> cell.set("w")).isInstanceOf(SetException.Initializing.class);
        second.cancel(hand.cx);
        assertThat(hand.ready(third)).isEqualTo("third");
    }

    @Test
    void aWaitThatHasLostTheRaceCanBeCancelled() throws Exception {
        var first = hand.pending(cell.getOrInit(slow("first")));
        var second = hand.pending(cell.getOrInit(() -> "second"));
        gate.notifyOne();
        hand.ready(first);
        assertThat(second.cancel(hand.cx)).isTrue();
        cell.getOrInit(() -> "third").cancel(hand.cx);
        assertThat(hand.ready(cell.getOrInit(() -> "fourth"))).isEqualTo("first");
    }

    /** Begun elsewhere and not needed: its owner waits for its clean-up, then has the value. */
    @Test
    void aBegunInitializerThatIsNotNeededCleansUpFirst() throws Exception {
        var begun = hand.pending(slow("begun"));
        var get = cell.getOrInit(begun);
        cell.set("v");
        hand.pending(get);
        assertThat(log).containsExactly("begun", "begun cancelled");
        hand.pending(get);
        cleanUp.notifyOne();
        assertThat(hand.ready(get)).isEqualTo("v");
    }

    @Test
    void cancelledWhileAnInitializerThatIsNotNeededCleansUpItWaitsForThat() throws Exception {
        var begun = hand.pending(slow("begun"));
        var get = cell.getOrInit(begun);
        cell.set("v");
        hand.pending(get);
        assertThat(get.cancel(hand.cx)).isFalse();
        assertThat(get.cancel(hand.cx)).isFalse();
        hand.pending(get);
        cleanUp.notifyOne();
        assertThatThrownBy(() -> get.poll(hand.cx)).isInstanceOf(CancelledError.class);
        assertThat(get.cancel(hand.cx)).isTrue();
    }

    @Test
    void cancelledInLineWithABegunInitializerItWaitsForItsCleanUp() throws Exception {
        hand.pending(cell.getOrInit(slow("first")));
        var begun = hand.pending(slow("begun"));
        var get = hand.pending(cell.getOrInit(begun));
        assertThat(get.cancel(hand.cx)).isFalse();
        hand.pending(get);
        cleanUp.notifyOne();
        assertThatThrownBy(() -> get.poll(hand.cx)).isInstanceOf(CancelledError.class);
    }
}
