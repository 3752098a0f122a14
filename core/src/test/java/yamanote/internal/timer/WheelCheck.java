package yamanote.internal.timer;

import static org.assertj.core.api.Assertions.assertThat;

/** Walks a whole wheel and checks what its block comment promises. */
final class WheelCheck {
    private WheelCheck() {}

    /** Returns how many entries are linked. */
    static int intact(TimerWheel wheel) {
        int linked = 0;
        for (int index = 0; index < WheelLists.LEVELS; index++) {
            WheelLevel level = wheel.lists().level(index);
            for (int slot = 0; slot < WheelLevel.SLOTS; slot++) {
                TimerLink head = level.head(slot);
                assertThat(level.isOccupied(slot)).isEqualTo(!head.isEmpty());
                for (TimerLink at = head.next; at != head; at = at.next) {
                    assertThat(at.next.prev).isSameAs(at);
                    assertThat(at.prev.next).isSameAs(at);
                    assertThat(((TimerEntry) at).slot).isEqualTo(index << 6 | slot);
                    linked++;
                }
                assertThat(head.next.prev).isSameAs(head);
            }
        }
        assertThat(wheel.lists().size()).as("none is due between turns").isEqualTo(linked);
        return linked;
    }
}
