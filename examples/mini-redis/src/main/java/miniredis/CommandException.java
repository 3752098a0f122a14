package miniredis;

/** An error reply: the command fails, the connection goes on. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1;

    CommandException(String reply) {
        super(reply, null, false, false);
    }

    static CommandException syntax() {
        return new CommandException("ERR syntax error");
    }

    static CommandException wrongType() {
        return new CommandException(
                "WRONGTYPE Operation against a key holding the wrong kind of value");
    }
}
