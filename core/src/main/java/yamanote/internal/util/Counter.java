package yamanote.internal.util;

import java.util.concurrent.atomic.AtomicLong;

/** A statistic with one writer at a time and any readers; costs the writer no fence. */
public final class Counter {
    private final AtomicLong value = new AtomicLong();

    /** Writer-only. */
    public void increment() {
        add(1);
    }

    /** Writer-only. */
    public void add(long count) {
        value.setOpaque(value.getPlain() + count);
    }

    /** Anyone. */
    public long get() {
        return value.getOpaque();
    }
}
