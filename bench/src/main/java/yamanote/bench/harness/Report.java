package yamanote.bench.harness;

import java.util.Locale;

/** The lines that {@code bench/compare} reads. */
public final class Report {
    private Report() {}

    static void sample(double wallNanos, double cpuNanos, double bytes) {
        print("sample %.3f %.3f %.1f", wallNanos, cpuNanos, bytes);
    }

    /** A figure of a probe. */
    public static void value(String metric, double value) {
        print("value %s %.4f", metric, value);
    }

    private static void print(String format, Object... args) {
        System.out.println(String.format(Locale.ROOT, format, args));
    }
}
