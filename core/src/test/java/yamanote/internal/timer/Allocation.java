package yamanote.internal.timer;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;

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

    /**
     * Bytes that {@code threads}, which stay alive, allocate while {@code work} runs on this one.
     */
    public static long of(Collection<Thread> threads, Runnable work) {
        long[] ids = threads.stream().mapToLong(Thread::threadId).toArray();
        long before = Probe.read(ids);
        work.run();
        return Probe.read(ids) - before;
    }

    private static final class Probe {
        private static final Object BEAN;
        private static final Method READ;
        private static final Method READ_THREADS;

        static {
            try {
                BEAN =
                        Class.forName("java.lang.management.ManagementFactory")
                                .getMethod("getThreadMXBean")
                                .invoke(null);
                READ =
                        Class.forName("com.sun.management.ThreadMXBean")
                                .getMethod("getCurrentThreadAllocatedBytes");
                READ_THREADS =
                        Class.forName("com.sun.management.ThreadMXBean")
                                .getMethod("getThreadAllocatedBytes", long[].class);
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

        static long read(long[] threads) {
            try {
                return Arrays.stream((long[]) READ_THREADS.invoke(BEAN, (Object) threads)).sum();
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("no allocation counter", e);
            }
        }
    }
}
