package yamanote.bench.harness;

import java.util.Iterator;
import java.util.List;

/** The command line, the same for every peer. */
public record Options(
        String workload,
        boolean pool,
        int workers,
        int samples,
        long minMillis,
        long warmMillis,
        long spinMicros,
        boolean io) {

    /** The builder's own ceiling. */
    public static final long DEFAULT_SPIN = -1;

    private static final String POOL = "_pool";

    static Options parse(String[] args) {
        String workload = "";
        int workers = 2;
        int samples = 11;
        long minMillis = 12;
        long warmMillis = 500;
        long spinMicros = DEFAULT_SPIN;
        boolean io = false;
        for (Iterator<String> rest = List.of(args).iterator(); rest.hasNext(); ) {
            String arg = rest.next();
            switch (arg) {
                case "--workers" -> workers = Integer.parseInt(rest.next());
                case "--samples" -> samples = Integer.parseInt(rest.next());
                case "--min-ms" -> minMillis = Long.parseLong(rest.next());
                case "--warm-ms" -> warmMillis = Long.parseLong(rest.next());
                case "--spin-us" -> spinMicros = Long.parseLong(rest.next());
                case "--io" -> io = true;
                default -> {
                    if (arg.startsWith("--")) {
                        throw new IllegalArgumentException("unknown option " + arg);
                    }
                    workload = arg;
                }
            }
        }
        boolean pool = workload.endsWith(POOL);
        String base = pool ? workload.substring(0, workload.length() - POOL.length()) : workload;
        return new Options(base, pool, workers, samples, minMillis, warmMillis, spinMicros, io);
    }

    /**
     * The number after {@code prefix}, as in {@code broadcast_10}; -1 if it is another workload.
     */
    public int number(String prefix) {
        if (!workload.startsWith(prefix)) {
            return -1;
        }
        String digits = workload.substring(prefix.length());
        return digits.matches("[0-9]+") ? Integer.parseInt(digits) : -1;
    }
}
