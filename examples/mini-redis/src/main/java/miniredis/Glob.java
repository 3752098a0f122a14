package miniredis;

/** The patterns of KEYS: {@code *}, {@code ?}, {@code [a-c]}, {@code [^x]}, backslash. */
final class Glob {
    private Glob() {}

    /**
     * Linear in time for each star, whatever the pattern: on a mismatch only the last star is tried
     * again.
     */
    static boolean matches(Slice pattern, Slice text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.at(p) == '*') {
                star = p++;
                resume = t;
                continue;
            }
            int next = p < pattern.length() ? one(pattern, p, text.at(t)) : -1;
            if (next >= 0) {
                p = next;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.at(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Matches one byte against the pattern at {@code p}: the position behind it, or -1. */
    private static int one(Slice pattern, int p, byte b) {
        switch (pattern.at(p)) {
            case '?':
                return p + 1;
            case '[':
                return bracket(pattern, p + 1, b & 0xff);
            case '\\':
                if (p + 1 < pattern.length()) {
                    return pattern.at(p + 1) == b ? p + 2 : -1;
                }
                return b == '\\' ? p + 1 : -1;
            default:
                return pattern.at(p) == b ? p + 1 : -1;
        }
    }

    private static int bracket(Slice pattern, int start, int b) {
        int p = start;
        boolean not = p < pattern.length() && pattern.at(p) == '^';
        if (not) {
            p++;
        }
        boolean found = false;
        for (; p < pattern.length() && pattern.at(p) != ']'; p++) {
            if (pattern.at(p) == '\\' && p + 1 < pattern.length()) {
                p++;
                found |= (pattern.at(p) & 0xff) == b;
            } else if (p + 2 < pattern.length() && pattern.at(p + 1) == '-') {
                int low = Math.min(pattern.at(p) & 0xff, pattern.at(p + 2) & 0xff);
                int high = Math.max(pattern.at(p) & 0xff, pattern.at(p + 2) & 0xff);
                found |= low <= b && b <= high;
                p += 2;
            } else {
                found |= (pattern.at(p) & 0xff) == b;
            }
        }
        return found != not ? Math.min(p + 1, pattern.length()) : -1;
    }
}
