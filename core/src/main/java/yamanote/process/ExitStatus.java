package yamanote.process;

/**
 * How a child has ended. Mirrors {@code std::process::ExitStatus}.
 *
 * @param code what the child returned; 128 plus the number of the signal that ended it
 */
public record ExitStatus(int code) {
    /** Whether the code is 0. */
    public boolean isSuccess() {
        return code == 0;
    }
}
