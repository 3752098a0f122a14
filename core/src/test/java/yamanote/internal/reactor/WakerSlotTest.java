package yamanote.internal.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.Waker;
import yamanote.internal.waiter.Mortal;

class WakerSlotTest {
    private final WakerSlot slot = new WakerSlot();
    private final List<String> woken = new ArrayList<>();

    private Waker waker(String name) {
        return Waker.of(() -> woken.add(name));
    }

    @Test
    void anEventWakesTheWaiterOnce() {
        slot.add(waker("a"));
        slot.wakeAll();
        slot.wakeAll();
        assertThat(woken).containsExactly("a");
    }

    @Test
    void allWaitersAreWoken() {
        slot.add(waker("a"));
        slot.add(waker("b"));
        slot.add(waker("c"));
        slot.wakeAll();
        assertThat(woken).containsExactlyInAnyOrder("a", "b", "c");
    }

    /** B248. */
    @Test
    void aWakerThatThrowsHarmsNeitherTheOthersNorTheSlot() {
        Waker bad =
                Waker.of(() -> {
                    woken.add("bad");
                    throw new Error("bad waker", null, false, false) {};
                });
        for (int at = 0; at < 3; at++) {
            woken.clear();
            for (int i = 0; i < 3; i++) {
                slot.add(i == at ? bad : waker("good"));
            }
            slot.wakeAll();
            assertThat(woken).containsExactlyInAnyOrder("bad", "good", "good");
        }
        slot.add(bad);
        slot.wakeAll();
        slot.add(waker("later"));
        slot.wakeAll();
        assertThat(woken).endsWith("bad", "later");
    }

    @Test
    void aWakerThatAddsItselfAgainIsWokenByTheNextEvent() {
        var again = new Waker[1];
        again[0] =
                Waker.of(() -> {
                    woken.add("again");
                    slot.add(again[0]);
                });
        slot.add(again[0]);
        slot.add(waker("other"));
        slot.wakeAll();
        assertThat(woken).containsExactlyInAnyOrder("again", "other");
        slot.wakeAll();
        assertThat(woken).hasSize(3).endsWith("again");
    }

    @Test
    void aWakerIsStoredOnce() {
        Waker a = waker("a");
        Waker b = waker("b");
        slot.add(a);
        slot.add(a);
        slot.add(b);
        slot.add(a);
        slot.add(b);
        slot.wakeAll();
        assertThat(woken).containsExactlyInAnyOrder("a", "b");
    }

    /** A task that ends. */
    private final class Ending extends Waker implements Mortal {
        private final String name;
        private boolean ended;

        Ending(String name) {
            this.name = name;
        }

        @Override
        public void wake() {
            woken.add(name);
        }

        @Override
        public boolean isBeyondWaking() {
            return ended;
        }
    }

    @Test
    void waitersThatHaveEndedAreLeftOutAndNoOtherIs() {
        List<String> living = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Ending waiter = new Ending("waiter " + i);
            slot.add(waiter);
            slot.add(waiter);
            waiter.ended = i % 100 != 7;
            if (!waiter.ended) {
                living.add(waiter.name);
            }
            if (i % 100 == 50) {
                slot.add(waker("other " + i));
                living.add("other " + i);
            }
        }
        slot.wakeAll();
        assertThat(woken).containsAll(living).doesNotHaveDuplicates();
        assertThat(woken).hasSizeLessThan(living.size() + 20);
    }

    @Test
    void ifAllHaveEndedTheNextWaiterIsAlone() {
        for (int i = 0; i < 16; i++) {
            Ending waiter = new Ending("waiter");
            slot.add(waiter);
            waiter.ended = true;
        }
        slot.add(waker("next"));
        slot.wakeAll();
        assertThat(woken).containsExactly("next");
    }
}
