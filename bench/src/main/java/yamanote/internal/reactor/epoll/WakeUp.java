package yamanote.internal.reactor.epoll;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import yamanote.net.TcpListener;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.DriverChoice;
import yamanote.sync.Notify;

/**
 * How long a foreign thread takes to wake another, which sleeps in the system: bare, by an eventfd
 * and epoll; and a task by {@code Notify}, whose current-thread runtime is parked in its I/O
 * driver. In one process, a block of each in turn.
 *
 * <pre>
 *   WakeUp BLOCKS HOPS PAUSE_MICROS
 * </pre>
 *
 * <p>Prints of each kind: its name; from before the wake to the first line that the woken one runs,
 * in ns, best, median and 90th percentile; the median of the call that wakes; CPU time of the woken
 * thread a hop; parks a hop. The pause before each wake lets it fall asleep; during it, and until
 * the other is awake, the foreign thread spins.
 */
public final class WakeUp {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_HOPS = 20_000;

    private WakeUp() {}

    /** A thread that sleeps and is woken. */
    private abstract static class Sleeper {
        /** When it has run after the latest wake; 0 until then. */
        volatile long ranAt;

        private final String name;
        private final CountDownLatch started = new CountDownLatch(1);
        private long cpu;
        private long parks;
        private long hops;
        private long[] toRun = {};
        private long[] toWake = {};
        private Thread thread;

        Sleeper(String name) {
            this.name = name;
        }

        abstract void run() throws Exception;

        abstract void wake();

        abstract long parks();

        void sleeps() {
            started.countDown();
        }

        void start() throws InterruptedException {
            thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name(name)
                            .start(() -> {
                                try {
                                    run();
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            started.await();
        }

        void block(int count, long pauseNanos) {
            long[] run = new long[count];
            long[] call = new long[count];
            long cpuBefore = THREADS.getThreadCpuTime(thread.threadId());
            long parksBefore = parks();
            for (int i = 0; i < count; i++) {
                spin(pauseNanos);
                ranAt = 0;
                long start = System.nanoTime();
                wake();
                call[i] = System.nanoTime() - start;
                while (ranAt == 0) {
                    Thread.onSpinWait();
                }
                run[i] = ranAt - start;
            }
            spin(pauseNanos);
            cpu += THREADS.getThreadCpuTime(thread.threadId()) - cpuBefore;
            parks += parks() - parksBefore;
            hops += count;
            toRun = append(toRun, run);
            toWake = append(toWake, call);
        }

        void forget() {
            toRun = toWake = new long[0];
            cpu = parks = hops = 0;
        }

        void print() {
            Arrays.sort(toRun);
            Arrays.sort(toWake);
            System.out.printf(
                    Locale.ROOT,
                    "%s\t%d\t%d\t%d\t%d\t%.0f\t%.2f%n",
                    name,
                    toRun[0],
                    toRun[toRun.length / 2],
                    toRun[toRun.length * 9 / 10],
                    toWake[toWake.length / 2],
                    (double) cpu / hops,
                    (double) parks / hops);
        }
    }

    private static final class Bare extends Sleeper {
        private final BareHop hop = new BareHop();
        private volatile long sleeps;

        Bare() {
            super("bare");
        }

        @Override
        void run() {
            sleeps();
            while (true) {
                hop.sleep();
                ranAt = System.nanoTime();
                sleeps++;
            }
        }

        @Override
        void wake() {
            hop.wake();
        }

        @Override
        long parks() {
            return sleeps;
        }
    }

    private static final class Parked extends Sleeper {
        private final Notify notify = Notify.create();
        private final AsyncRuntime runtime;

        Parked(DriverChoice driver) {
            super(driver.name().toLowerCase(Locale.ROOT));
            runtime = AsyncRuntime.currentThread().driver(driver).build();
        }

        @Override
        void run() throws Exception {
            runtime.blockOn(() -> {
                // The driver is opened by its first user.
                var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
                try (var listener = TcpListener.bind(address)) {
                    sleeps();
                    while (true) {
                        notify.notified().await();
                        ranAt = System.nanoTime();
                    }
                }
            });
        }

        @Override
        void wake() {
            notify.notifyOne();
        }

        @Override
        long parks() {
            return runtime.metrics().parks();
        }
    }

    public static void main(String[] args) throws Exception {
        int blocks = Integer.parseInt(args[0]);
        int hops = Integer.parseInt(args[1]);
        long pause = Long.parseLong(args[2]) * 1_000;
        var sleepers =
                List.of(new Bare(), new Parked(DriverChoice.EPOLL), new Parked(DriverChoice.NIO));
        for (Sleeper s : sleepers) {
            s.start();
            s.block(WARM_HOPS, 0);
            s.forget();
        }
        for (int i = 0; i < blocks; i++) {
            for (Sleeper s : sleepers) {
                s.block(hops, pause);
            }
        }
        sleepers.forEach(Sleeper::print);
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    private static long[] append(long[] some, long[] more) {
        long[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
