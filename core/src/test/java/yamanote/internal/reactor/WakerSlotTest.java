package yamanote.internal.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.Waker;

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
}
