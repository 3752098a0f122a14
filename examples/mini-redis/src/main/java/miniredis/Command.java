package miniredis;

import java.util.Arrays;
import java.util.Locale;

/**
 * One request: its name and arguments, as slices of the read buffer. Reused; valid until the next
 * command is parsed.
 */
final class Command {
    private static final String NOT_A_COUNT = "ERR value is out of range, must be positive";

    private Slice[] parts = new Slice[8];
    private int size;

    void clear() {
        size = 0;
    }

    void add(byte[] array, int offset, int length) {
        if (size == parts.length) {
            parts = Arrays.copyOf(parts, size * 2);
        }
        Slice part = parts[size];
        if (part == null) {
            parts[size] = new Slice(array, offset, length);
        } else {
            part.point(array, offset, length);
        }
        size++;
    }

    /** The number of parts, the name included. */
    int size() {
        return size;
    }

    Slice name() {
        return parts[0];
    }

    /** Part {@code index}; 0 is the name. */
    Slice arg(int index) {
        return parts[index];
    }

    /** Whether part {@code index} is this option, in any case. */
    boolean is(int index, String upperCase) {
        return parts[index].equalsIgnoreCase(upperCase);
    }

    /** Whether two parts are the same option, in any case. */
    boolean sameOption(int index, int other) {
        return is(index, parts[other].toString().toUpperCase(Locale.ROOT));
    }

    long integer(int index) throws CommandException {
        return Numbers.parse(parts[index]);
    }

    /** How many items to take. */
    long count(int index) throws CommandException {
        long count = Numbers.parse(parts[index], NOT_A_COUNT);
        if (count < 0) {
            throw new CommandException(NOT_A_COUNT);
        }
        return count;
    }

    double real(int index) throws CommandException {
        return real(index, "ERR value is not a valid float");
    }

    double real(int index, String error) throws CommandException {
        double value = Numbers.parseReal(parts[index].toString());
        if (Double.isNaN(value)) {
            throw new CommandException(error);
        }
        return value;
    }

    /** A copy whose slices outlive the read buffer. */
    Command copy() {
        Command copy = new Command();
        for (int i = 0; i < size; i++) {
            byte[] bytes = parts[i].bytes();
            copy.add(bytes, 0, bytes.length);
        }
        return copy;
    }
}
