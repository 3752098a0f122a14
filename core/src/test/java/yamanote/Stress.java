package yamanote;

/** How long the stress tests are: short, unless verify/stress asks for all of it. */
public final class Stress {
    /** Of each primitive in each test. */
    public static final int OPERATIONS = Integer.getInteger("stress.operations", 20_000);

    private Stress() {}
}
