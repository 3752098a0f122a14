package yamanote.internal.timer;

/**
 * A node of a circular list of timers; by itself the head of such a list. Inside of the wheel only.
 */
class TimerLink {
    TimerLink prev = this;
    TimerLink next = this;

    /** As a head: whether the list holds nothing. */
    final boolean isEmpty() {
        return next == this;
    }

    /** As a head: puts {@code entry} at the end. */
    final void append(TimerLink entry) {
        TimerLink last = prev;
        entry.prev = last;
        entry.next = this;
        last.next = entry;
        prev = entry;
    }

    /** As a head: moves all that {@code from} holds to the end, in order. */
    final void appendAll(TimerLink from) {
        if (from.isEmpty()) {
            return;
        }
        TimerLink first = from.next;
        TimerLink last = from.prev;
        from.next = from;
        from.prev = from;
        first.prev = prev;
        prev.next = first;
        last.next = this;
        prev = last;
    }

    /** Leaves its list; keeps no neighbour reachable. */
    final void unlink() {
        prev.next = next;
        next.prev = prev;
        prev = this;
        next = this;
    }
}
