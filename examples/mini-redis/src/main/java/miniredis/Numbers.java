package miniredis;

import java.util.Locale;

/** Numbers as Redis reads and writes them. */
final class Numbers {
    private Numbers() {}

    /** A signed 64-bit integer without sign +, spaces or leading zeros. */
    static long parse(Slice text) throws CommandException {
        int length = text.length();
        int i = 0;
        boolean negative = length > 1 && text.at(0) == '-';
        if (negative) {
            i++;
        }
        if (length == 0 || length > 20 || (text.at(i) == '0' && length > i + 1)) {
            throw CommandException.notAnInteger();
        }
        long value = 0; // negative, since its range is the larger one
        for (; i < length; i++) {
            int digit = text.at(i) - '0';
            if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10) {
                throw CommandException.notAnInteger();
            }
            value = value * 10 - digit;
            if (value > 0) {
                throw CommandException.notAnInteger();
            }
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw CommandException.notAnInteger();
        }
        return negative ? value : -value;
    }

    /** The shortest text of a score: no trailing zeros. */
    static String real(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e17) {
            return Long.toString((long) value);
        }
        return Double.toString(value).toLowerCase(Locale.ROOT);
    }
}
