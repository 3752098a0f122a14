package yamanote.internal.util;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A statistic with one writer at a time and any readers; costs the writer no fence. */
public final class Counter {
    private static final VarHandle VALUE =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "value", VarHandle.class, Counter.class, long.class);

    private long value;

    /** Zero. */
    public Counter() {}

    /** Writer-only. */
    public void increment() {
        VALUE.setOpaque(this, value + 1);
    }

    /** Writer-only. */
    public void add(long count) {
        VALUE.setOpaque(this, value + count);
    }

    /** Anyone. */
    public long get() {
        return (long) VALUE.getOpaque(this);
    }
}
