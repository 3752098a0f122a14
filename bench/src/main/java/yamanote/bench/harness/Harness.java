package yamanote.bench.harness;

/** The main program of a peer: finds the workload that the command line names and runs it. */
public final class Harness {
    private static final int UNSUPPORTED = 3;

    private Harness() {}

    /** Does not return: background tasks of a workload run for ever. */
    public static void main(String[] args, Catalogue catalogue) {
        int status = 1;
        try {
            status = run(Options.parse(args), catalogue);
        } catch (Throwable e) {
            e.printStackTrace();
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }

    private static int run(Options options, Catalogue catalogue) throws Exception {
        switch (catalogue.find(options)) {
            case Workload.Timed timed when timed.pooled() == options.pool() ->
                    Sampler.run(timed, options);
            case Workload.Probe(var program) when !options.pool() -> program.run();
            case null, default -> {
                System.out.println("unsupported");
                return UNSUPPORTED;
            }
        }
        return 0;
    }
}
