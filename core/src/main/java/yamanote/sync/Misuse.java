package yamanote.sync;

/** The texts of errors that several primitives throw. */
final class Misuse {
    private Misuse() {}

    /** A future was polled after Ready, an exception or a cancel. */
    static IllegalStateException ended(String future) {
        return new IllegalStateException(
                future + " was polled after it had ended; make a new one for each await");
    }

    static IllegalStateException closedSender() {
        return new IllegalStateException(
                "this sender is closed; share() gives each owner one of its own");
    }

    static IllegalStateException usedPermit() {
        return new IllegalStateException(
                "this permit was used or closed; reserve() gives one for each send");
    }
}
