package miniredis;

import java.util.Arrays;

/**
 * One request: its name and arguments, as slices of the read buffer. Reused; valid until the next
 * command is parsed.
 */
final class Command {
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

    long integer(int index) throws CommandException {
        return Numbers.parse(parts[index]);
    }

    double real(int index) throws CommandException {
        String text = parts[index].toString();
        try {
            double value =
                    switch (text.toLowerCase(java.util.Locale.ROOT)) {
                        case "inf", "+inf" -> Double.POSITIVE_INFINITY;
                        case "-inf" -> Double.NEGATIVE_INFINITY;
                        default -> Double.parseDouble(text);
                    };
            if (!Double.isNaN(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, as for NaN
        }
        throw new CommandException("ERR value is not a valid float");
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
