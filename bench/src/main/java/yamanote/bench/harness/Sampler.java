package yamanote.bench.harness;

import java.util.concurrent.TimeUnit;

/** Warm-up, then samples of at least so many milliseconds; Tokio's side is {@code sampler.rs}. */
final class Sampler {
    private static final int HEAVY_SAMPLES = 3;

    private final Workload.Timed workload;
    private final Options options;
    private final long min;

    private Sampler(Workload.Timed workload, Options options) {
        this.workload = workload;
        this.options = options;
        this.min = TimeUnit.MILLISECONDS.toNanos(options.minMillis());
    }

    static void run(Workload.Timed workload, Options options) throws Exception {
        new Sampler(workload, options).run();
    }

    private void run() throws Exception {
        long iterations = warmUp();
        int samples =
                workload.heavy() ? Math.min(HEAVY_SAMPLES, options.samples()) : options.samples();
        for (int taken = 0; taken < samples; ) {
            long bytes = Usage.allocatedBytes();
            long cpu = Usage.processCpuNanos();
            long start = System.nanoTime();
            workload.run().run(iterations);
            long wall = System.nanoTime() - start;
            cpu = Usage.processCpuNanos() - cpu;
            bytes = Usage.allocatedBytes() - bytes;
            if (wall < min) {
                iterations = more(iterations, wall);
                continue;
            }
            double ops = (double) iterations * workload.ops();
            Report.sample(wall / ops, cpu / ops, bytes / ops);
            taken++;
        }
    }

    /** How many iterations a sample should take, going by the latter part of the warm-up. */
    private long warmUp() throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(options.warmMillis());
        long iterations = 1;
        do {
            long start = System.nanoTime();
            workload.run().run(iterations);
            long wall = System.nanoTime() - start;
            if (wall < min) {
                iterations = more(iterations, wall);
            }
        } while (System.nanoTime() - end < 0);
        return iterations;
    }

    /** At most doubled: early iterations are slow, and one slow moment must not settle it. */
    private long more(long iterations, long wall) {
        double wanted = iterations * 1.1 * min / Math.max(1, wall);
        return Math.clamp((long) wanted, iterations + 1, iterations * 2);
    }
}
