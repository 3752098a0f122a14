package yamanote.internal.timer;

import java.util.concurrent.atomic.AtomicInteger;

/** A wheel, and a timer at 10 ms that is linked; the turns of its owner, in milliseconds. */
class WheelState {
    final AtomicInteger unparks = new AtomicInteger();
    final TimerWheel wheel = new TimerWheel(() -> 0, unparks::incrementAndGet);
    final StressTimer timer = new StressTimer(wheel, 10);

    /** For states that start with the timer in the wheel. */
    WheelState armed() {
        wheel.claim();
        timer.poll();
        wheel.release();
        return this;
    }

    /** One turn of the owner. */
    void turn(long millis) {
        wheel.claim();
        wheel.advance(millis * 1_000_000);
        wheel.release();
    }

    /** The owner's look before it parks, in milliseconds. */
    long park() {
        wheel.claim();
        long next = wheel.nextDeadline();
        wheel.release();
        return next / 1_000_000;
    }

    boolean isEmpty() {
        return wheel.isIdle();
    }

    boolean isWhole() {
        return isWhole(wheel);
    }

    /** Whether the lists hold what they say, from either end. */
    static boolean isWhole(TimerWheel wheel) {
        int linked = 0;
        for (int index = 0; index < WheelLists.LEVELS; index++) {
            WheelLevel level = wheel.lists().level(index);
            for (int slot = 0; slot < WheelLevel.SLOTS; slot++) {
                TimerLink head = level.head(slot);
                for (TimerLink at = head.next; at != head; at = at.next, linked++) {
                    if (at.next.prev != at || at.prev.next != at || linked > 10) {
                        return false;
                    }
                }
                if (head.prev.next != head || level.isOccupied(slot) == head.isEmpty()) {
                    return false;
                }
            }
        }
        return linked == wheel.lists().size();
    }
}
