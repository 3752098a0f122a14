package yamanote.bench.harness;

/** An iteration of so many operations, or a program that prints its own figures. */
public sealed interface Workload {

    /**
     * Operations that are timed.
     *
     * @param heavy one iteration takes a second or so: fewer samples
     * @param pooled what drives it is not the main thread but a task of the pool
     */
    record Timed(long ops, boolean heavy, boolean pooled, Repeat run) implements Workload {
        /** This with fewer samples. */
        public Timed asHeavy() {
            return new Timed(ops, true, pooled, run);
        }
    }

    /** Prints its own figures with {@link Report#value}. */
    record Probe(Program program) implements Workload {}

    /** So many iterations. */
    @FunctionalInterface
    interface Repeat {
        void run(long iterations) throws Exception;
    }

    /** One iteration, or the whole of a probe. */
    @FunctionalInterface
    interface Program {
        void run() throws Exception;
    }

    /** Iterations driven by the main thread. */
    static Timed plain(long ops, Program iteration) {
        return new Timed(
                ops,
                false,
                false,
                n -> {
                    for (long i = 0; i < n; i++) {
                        iteration.run();
                    }
                });
    }
}
