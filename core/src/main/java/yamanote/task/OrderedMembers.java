package yamanote.task;

import org.jspecify.annotations.Nullable;

/**
 * Members whose results are given out in the order of their start: only the first of the list is
 * ever due, and only its end is news.
 */
final class OrderedMembers extends Members {
    /*
     * A member that ends is complete before it reads who is first; a taker makes the next one first
     * and only then looks whether that is complete. So one of them sees the other.
     */

    OrderedMembers(String name) {
        super(name);
    }

    @Override
    void ended(Member member) {
        if (member == oldest()) {
            tellOne();
        }
    }

    @Override
    @Nullable Member due() {
        Member first = oldest();
        return first != null && first.task.isComplete() ? first : null;
    }

    @Override
    boolean hasDue() {
        return due() != null;
    }
}
