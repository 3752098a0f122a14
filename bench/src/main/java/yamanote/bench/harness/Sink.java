package yamanote.bench.harness;

/**
 * Where results go that must not be optimized away. {@code bench/compare} makes these methods the
 * compiler's black holes, the counterpart of Rust's {@code black_box}.
 */
public final class Sink {
    private Sink() {}

    /** Uses {@code value}. */
    @SuppressWarnings("unused")
    public static void consume(Object value) {}

    /** Uses {@code value}. */
    @SuppressWarnings("unused")
    public static void consume(int value) {}
}
