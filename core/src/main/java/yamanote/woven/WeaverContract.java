package yamanote.woven;

/** The version of what generated code expects of this package. */
public final class WeaverContract {
    /** Raised whenever a member that generated code uses changes its meaning or goes away. */
    public static final int VERSION = 1;

    private WeaverContract() {}

    /**
     * Called when a machine is initialised.
     *
     * @throws IncompatibleClassChangeError if the weaver spoke another version
     */
    public static void require(int woven, Class<?> machine) {
        if (woven != VERSION) {
            throw new IncompatibleClassChangeError(
                    machine.getName()
                            + " was woven for contract "
                            + woven
                            + ", this yamanote runtime speaks contract "
                            + VERSION
                            + ": use yamanote and yamanote-compiler of the same version");
        }
    }
}
