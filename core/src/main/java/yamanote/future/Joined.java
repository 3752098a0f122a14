package yamanote.future;

import org.jspecify.annotations.Nullable;

/** The results of join, so that {@link Owned#drop} finds the values inside. */
sealed interface Joined permits Joined2, Joined3, Joined4, Joined5, Joined6, Joined7, Joined8 {

    /** The values in their order. */
    static @Nullable Object[] values(Joined joined) {
        return switch (joined) {
            case Joined2<?, ?>(var a, var b) -> new Object[] {a, b};
            case Joined3<?, ?, ?>(var a, var b, var c) -> new Object[] {a, b, c};
            case Joined4<?, ?, ?, ?>(var a, var b, var c, var d) -> new Object[] {a, b, c, d};
            case Joined5<?, ?, ?, ?, ?>(var a, var b, var c, var d, var e) ->
                    new Object[] {a, b, c, d, e};
            case Joined6<?, ?, ?, ?, ?, ?>(var a, var b, var c, var d, var e, var f) ->
                    new Object[] {a, b, c, d, e, f};
            case Joined7<?, ?, ?, ?, ?, ?, ?>(var a, var b, var c, var d, var e, var f, var g) ->
                    new Object[] {a, b, c, d, e, f, g};
            case Joined8<?, ?, ?, ?, ?, ?, ?, ?>(
                            var a,
                            var b,
                            var c,
                            var d,
                            var e,
                            var f,
                            var g,
                            var h) ->
                    new Object[] {a, b, c, d, e, f, g, h};
        };
    }
}
