package yamanote.stream;

import java.util.OptionalLong;

/**
 * Bounds of how many items a stream still gives, as far as they are known. Mirrors {@code
 * Stream::size_hint}. A hint: nothing relies on it.
 *
 * @param atLeast as many come at least
 * @param atMost not more than these come; empty if that is not known or too large for a long
 */
public record SizeHint(long atLeast, OptionalLong atMost) {
    /** Nothing is known. */
    public static final SizeHint UNKNOWN = new SizeHint(0, OptionalLong.empty());

    /** Just {@code size} items. */
    public static SizeHint exactly(long size) {
        return new SizeHint(size, OptionalLong.of(size));
    }

    /** Between none and {@code size} items. */
    public static SizeHint atMost(long size) {
        return new SizeHint(0, OptionalLong.of(size));
    }

    /**
     * The items of both: sums that overflow are {@code Long.MAX_VALUE} at least, unknown at most.
     */
    SizeHint plus(SizeHint other) {
        long least = atLeast + other.atLeast;
        OptionalLong most = OptionalLong.empty();
        if (atMost.isPresent() && other.atMost.isPresent()) {
            long sum = atMost.getAsLong() + other.atMost.getAsLong();
            most = sum < 0 ? OptionalLong.empty() : OptionalLong.of(sum);
        }
        return new SizeHint(least < 0 ? Long.MAX_VALUE : least, most);
    }

    /** As many more items. */
    SizeHint plus(long items) {
        return items == 0 ? this : plus(exactly(items));
    }

    /** Some of these items, maybe none. */
    SizeHint some() {
        return atLeast == 0 ? this : new SizeHint(0, atMost);
    }

    /** The first {@code limit} of these items. */
    SizeHint first(long limit) {
        long most = Math.min(limit, atMost.orElse(limit));
        return new SizeHint(Math.min(atLeast, limit), OptionalLong.of(most));
    }

    /** These items without the first {@code count}. */
    SizeHint without(long count) {
        OptionalLong most =
                atMost.isPresent()
                        ? OptionalLong.of(Math.max(0, atMost.getAsLong() - count))
                        : OptionalLong.empty();
        return new SizeHint(Math.max(0, atLeast - count), most);
    }
}
