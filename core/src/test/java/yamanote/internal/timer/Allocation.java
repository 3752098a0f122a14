package yamanote.internal.timer;

import java.lang.reflect.Method;

/** What a thread allocates. */
public final class Allocation {
    private Allocation() {}

    /** Bytes that {@code work} allocates on this thread; by reflection, for want of a requires. */
    public static long of(Runnable work) {
        long start = Probe.read();
        long before = Probe.read();
        work.run();
        long after = Probe.read();
        return after - before - (before - start); // a read itself allocates
    }

    private static final class Probe {
        private static final Object BEAN;
        private static final Method READ;

        static {
            try {
                BEAN =
                        Class.forName("java.lang.management.ManagementFactory")
                                .getMethod("getThreadMXBean")
                                .invoke(null);
                READ =
                        Class.forName("com.sun.management.ThreadMXBean")
                                .getMethod("getCurrentThreadAllocatedBytes");
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        static long read() {
            try {
                return (long) READ.invoke(BEAN);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("no allocation counter", e);
            }
        }
    }
}
