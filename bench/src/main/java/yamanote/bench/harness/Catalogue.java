package yamanote.bench.harness;

/** The workloads of one kind that a peer has. */
@FunctionalInterface
public interface Catalogue {
    /** The workload that the options name, null if it is not one of these. */
    Workload find(Options options) throws Exception;

    /** The first that knows the workload. */
    static Catalogue of(Catalogue... catalogues) {
        return options -> {
            for (Catalogue c : catalogues) {
                Workload found = c.find(options);
                if (found != null) {
                    return found;
                }
            }
            return null;
        };
    }
}
