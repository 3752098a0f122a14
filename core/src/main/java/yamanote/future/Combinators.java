package yamanote.future;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Futures made of futures. A user imports these from {@code yamanote.Async}, which inherits them.
 *
 * <p>All of them own what they are given: nothing runs before their first poll, and cancelling one
 * cancels whatever of it has not ended, in the written order. A value that nobody receives is
 * dropped (see {@link Owned}); asynchronous clean-up of a child that lost is adopted by the task
 * that polls, whose handle resolves only when that has ended; what it throws goes to the runtime's
 * {@code onUnhandledFailure}. Pass {@link Future#byRef()} to keep a future.
 *
 * <p>join, tryJoin and select run their children in one task: concurrently, never in parallel.
 */
public abstract class Combinators extends Joining {
    /** For {@code yamanote.Async}. */
    protected Combinators() {}

    /**
     * Closes {@code resource} when {@code future} completes, fails or is cancelled, also if it
     * never started; an {@link AsyncCloseable} by awaiting it, and such a close, once begun, is not
     * cancelled. What closing throws is handled as by try-with-resources. For a guard that moves
     * into a task or lives across further awaits.
     */
    public static <T extends @Nullable Object> Future<T> owning(
            AutoCloseable resource, Future<? extends T> future) {
        return new OwningFuture<>(
                Objects.requireNonNull(resource, "resource"),
                Objects.requireNonNull(future, "future"));
    }

    /**
     * {@code future} with an unlimited budget: what it finds ready it takes, however much, and
     * nothing of that is charged to its task. So one that always finds something never gives way by
     * itself, and starves the others. Cancel safe if {@code future} is. Mirrors {@code
     * tokio::task::coop::unconstrained}.
     */
    public static <T extends @Nullable Object> Future<T> unconstrained(Future<? extends T> future) {
        return new Unconstrained<>(Objects.requireNonNull(future, "future"));
    }

    /**
     * Charges one unit to the budget of the task, which gives way first if none is left: for a long
     * computation, now and then. Cancel safe. Mirrors {@code tokio::task::coop::consume_budget}.
     */
    @CancelSafety(CancelSafety.Loss.NOTHING_LOST)
    @SuppressWarnings("NullAway") // sees Poll<T> as the lambda's type
    public static Future<@Nullable Void> consumeBudget() {
        return Futures.pollFn(cx -> {
            if (cx.exhausted()) {
                return Poll.pending();
            }
            cx.spend();
            return Poll.ready(null);
        });
    }

    /** The first of {@code futures} to be ready; otherwise like {@link #select(Future, Future)}. */
    public static <T extends @Nullable Object> Future<Selected<T>> selectAny(
            List<? extends Future<? extends T>> futures) {
        return SelectEngine.ofList(Selects::any, futures.toArray(new Future<?>[0]));
    }

    /**
     * The first to be ready; the others are cancelled, and what of that is synchronous has ended
     * before the result is delivered. A branch that throws ends the select in the same way. Each
     * poll starts at a random branch. Branches may be switched off by {@link Future#onlyIf}; if all
     * are, it throws {@link IllegalStateException}. Mirrors {@code tokio::select!}.
     *
     * <p>Cancel safety: as good as that of its branches, for a loser is cancelled wherever it was.
     *
     * <pre>{@code
     * switch (select(lines.next(), sleep(IDLE)).await()) {
     *     case Select2.First(var line) -> handle(line);
     *     case Select2.Second(var _) -> { return; }
     * }
     * }</pre>
     */
    public static <A extends @Nullable Object, B extends @Nullable Object>
            Future<Select2<A, B>> select(Future<? extends A> a, Future<? extends B> b) {
        return new SelectEngine<>(false, Selects::of2, a, b);
    }

    /** Of 3 futures; see {@link #select(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object>
            Future<Select3<A, B, C>> select(
                    Future<? extends A> a, Future<? extends B> b, Future<? extends C> c) {
        return new SelectEngine<>(false, Selects::of3, a, b, c);
    }

    /** Of 4 futures; see {@link #select(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            Future<Select4<A, B, C, D>> select(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d) {
        return new SelectEngine<>(false, Selects::of4, a, b, c, d);
    }

    /** Of 5 futures; see {@link #select(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            Future<Select5<A, B, C, D, E>> select(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e) {
        return new SelectEngine<>(false, Selects::of5, a, b, c, d, e);
    }

    /** Of 6 futures; see {@link #select(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>
            Future<Select6<A, B, C, D, E, F>> select(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e,
                    Future<? extends F> f) {
        return new SelectEngine<>(false, Selects::of6, a, b, c, d, e, f);
    }

    /** Of 7 futures; see {@link #select(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object>
            Future<Select7<A, B, C, D, E, F, G>> select(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e,
                    Future<? extends F> f,
                    Future<? extends G> g) {
        return new SelectEngine<>(false, Selects::of7, a, b, c, d, e, f, g);
    }

    /** Of 8 futures; see {@link #select(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object,
                    H extends @Nullable Object>
            Future<Select8<A, B, C, D, E, F, G, H>> select(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e,
                    Future<? extends F> f,
                    Future<? extends G> g,
                    Future<? extends H> h) {
        return new SelectEngine<>(false, Selects::of8, a, b, c, d, e, f, g, h);
    }

    /**
     * {@link #select(Future, Future)} that polls its branches in the written order: the first wins
     * if several are ready, and one that is always ready starves those after it.
     */
    public static <A extends @Nullable Object, B extends @Nullable Object>
            Future<Select2<A, B>> selectBiased(Future<? extends A> a, Future<? extends B> b) {
        return new SelectEngine<>(true, Selects::of2, a, b);
    }

    /** Of 3 futures; see {@link #selectBiased(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object>
            Future<Select3<A, B, C>> selectBiased(
                    Future<? extends A> a, Future<? extends B> b, Future<? extends C> c) {
        return new SelectEngine<>(true, Selects::of3, a, b, c);
    }

    /** Of 4 futures; see {@link #selectBiased(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            Future<Select4<A, B, C, D>> selectBiased(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d) {
        return new SelectEngine<>(true, Selects::of4, a, b, c, d);
    }

    /** Of 5 futures; see {@link #selectBiased(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            Future<Select5<A, B, C, D, E>> selectBiased(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e) {
        return new SelectEngine<>(true, Selects::of5, a, b, c, d, e);
    }

    /** Of 6 futures; see {@link #selectBiased(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>
            Future<Select6<A, B, C, D, E, F>> selectBiased(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e,
                    Future<? extends F> f) {
        return new SelectEngine<>(true, Selects::of6, a, b, c, d, e, f);
    }

    /** Of 7 futures; see {@link #selectBiased(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object>
            Future<Select7<A, B, C, D, E, F, G>> selectBiased(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e,
                    Future<? extends F> f,
                    Future<? extends G> g) {
        return new SelectEngine<>(true, Selects::of7, a, b, c, d, e, f, g);
    }

    /** Of 8 futures; see {@link #selectBiased(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object,
                    H extends @Nullable Object>
            Future<Select8<A, B, C, D, E, F, G, H>> selectBiased(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e,
                    Future<? extends F> f,
                    Future<? extends G> g,
                    Future<? extends H> h) {
        return new SelectEngine<>(true, Selects::of8, a, b, c, d, e, f, g, h);
    }
}
