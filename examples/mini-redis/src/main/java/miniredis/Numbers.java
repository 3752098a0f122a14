package miniredis;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as Redis reads and writes them. */
final class Numbers {
    private Numbers() {}

    /** A signed 64-bit integer without sign +, spaces or leading zeros. */
    static long parse(Slice text) throws CommandException {
        return parse(text, "ERR value is not an integer or out of range");
    }

    static long parse(Slice text, String error) throws CommandException {
        int length = text.length();
        int i = 0;
        boolean negative = length > 1 && text.at(0) == '-';
        if (negative) {
            i++;
        }
        if (length == 0 || length > 20 || (text.at(i) == '0' && length > i + 1)) {
            throw new CommandException(error);
        }
        long value = 0; // negative, since its range is the larger one
        for (; i < length; i++) {
            int digit = text.at(i) - '0';
            if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10) {
                throw new CommandException(error);
            }
            value = value * 10 - digit;
            if (value > 0) {
                throw new CommandException(error);
            }
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw new CommandException(error);
        }
        return negative ? value : -value;
    }

    /** A number or an infinity; NaN for everything else. */
    static double parseReal(String text) {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> {
                return Double.POSITIVE_INFINITY;
            }
            case "-inf", "-infinity" -> {
                return Double.NEGATIVE_INFINITY;
            }
            default -> {}
        }
        // Java also takes blanks around a number and a type letter behind it.
        int last = text.length() - 1;
        if (last < 0 || text.charAt(0) <= ' ' || "0123456789.".indexOf(text.charAt(last)) < 0) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The shortest text of a score: no trailing zeros, an exponent only for extreme ones. */
    static String real(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e17) {
            return Long.toString((long) value);
        }
        var digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -4 && exponent < 17) {
            return digits.toPlainString();
        }
        return "%se%s%02d"
                .formatted(
                        digits.movePointLeft(exponent).stripTrailingZeros().toPlainString(),
                        exponent < 0 ? "-" : "+",
                        Math.abs(exponent));
    }
}
