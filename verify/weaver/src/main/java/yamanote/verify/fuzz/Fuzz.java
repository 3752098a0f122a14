package yamanote.verify.fuzz;

import java.util.Arrays;
import yamanote.future.AsyncBody;
import yamanote.future.Future;

/** What generated programs call. */
public final class Fuzz {
    private static final int MAX_TEXT = 50;

    private Fuzz() {}

    /** A constructor with wide and narrow arguments. */
    public record Wide(Object a, long b, int c, double d) {
        @Override
        public String toString() {
            return "wide " + b + " " + c + " " + d;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Wide wide && wide.b == b;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(b);
        }
    }

    /** {@code async} with a fixed result type. */
    public static <T> Future<T> of(AsyncBody<T> body) {
        return body.start();
    }

    /** A call with wide arguments in the middle. */
    public static int mix(int a, double b, long c) {
        return a * 31 + (int) b + (int) c;
    }

    /** The text of a value, the same in every run. */
    public static String text(Object value) {
        return value instanceof int[] array ? Arrays.toString(array) : String.valueOf(value);
    }

    /** The beginning of a text. */
    public static String cut(String text) {
        return text == null || text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    /** A call with variable arguments. */
    public static int[] list(int... all) {
        return all;
    }

    /** Its argument: {@code yield} may not be followed by a parenthesis. */
    public static int same(int value) {
        return value;
    }

    /** Its argument: {@code yield} may not be followed by a parenthesis. */
    public static long same(long value) {
        return value;
    }

    /** Its argument: {@code yield} may not be followed by a parenthesis. */
    public static double same(double value) {
        return value;
    }

    /** Its argument: {@code yield} may not be followed by a parenthesis. */
    public static boolean same(boolean value) {
        return value;
    }

    /** Its argument: {@code yield} may not be followed by a parenthesis. */
    public static <T> T same(T value) {
        return value;
    }
}
