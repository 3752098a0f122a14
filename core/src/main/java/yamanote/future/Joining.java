package yamanote.future;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.internal.util.OwnedList;

/**
 * Waiting for several futures, within one task. A user imports these from {@code yamanote.Async};
 * what holds for all of them stands at {@link Combinators}.
 */
public abstract class Joining {
    /** For {@link Combinators}. */
    Joining() {}

    /**
     * The values of all {@code futures} in their order; otherwise like {@link #join(Future,
     * Future)}. Of more than 32, a wake polls only those that were woken.
     */
    public static <T extends @Nullable Object> Future<List<T>> joinAll(
            List<? extends Future<? extends T>> futures) {
        return JoinEngine.ofList(false, OwnedList::new, futures.toArray(new Future<?>[0]));
    }

    /** The values of all {@code futures}; otherwise like {@link #tryJoin(Future, Future)}. */
    public static <T extends @Nullable Object> Future<List<T>> tryJoinAll(
            List<? extends Future<? extends T>> futures) {
        return JoinEngine.ofList(true, OwnedList::new, futures.toArray(new Future<?>[0]));
    }

    /**
     * Waits for both, then gives their values or throws the first failure with the other
     * suppressed. Polls start at another child each time, so a child that always uses up the budget
     * starves nobody. Mirrors {@code tokio::join!}.
     */
    public static <A extends @Nullable Object, B extends @Nullable Object>
            Future<Joined2<A, B>> join(Future<? extends A> a, Future<? extends B> b) {
        return new JoinEngine<>(false, Joins::of2, a, b);
    }

    /** Of 3 futures; see {@link #join(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object>
            Future<Joined3<A, B, C>> join(
                    Future<? extends A> a, Future<? extends B> b, Future<? extends C> c) {
        return new JoinEngine<>(false, Joins::of3, a, b, c);
    }

    /** Of 4 futures; see {@link #join(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            Future<Joined4<A, B, C, D>> join(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d) {
        return new JoinEngine<>(false, Joins::of4, a, b, c, d);
    }

    /** Of 5 futures; see {@link #join(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            Future<Joined5<A, B, C, D, E>> join(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e) {
        return new JoinEngine<>(false, Joins::of5, a, b, c, d, e);
    }

    /** Of 6 futures; see {@link #join(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>
            Future<Joined6<A, B, C, D, E, F>> join(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e,
                    Future<? extends F> f) {
        return new JoinEngine<>(false, Joins::of6, a, b, c, d, e, f);
    }

    /** Of 7 futures; see {@link #join(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object>
            Future<Joined7<A, B, C, D, E, F, G>> join(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e,
                    Future<? extends F> f,
                    Future<? extends G> g) {
        return new JoinEngine<>(false, Joins::of7, a, b, c, d, e, f, g);
    }

    /** Of 8 futures; see {@link #join(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object,
                    H extends @Nullable Object>
            Future<Joined8<A, B, C, D, E, F, G, H>> join(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e,
                    Future<? extends F> f,
                    Future<? extends G> g,
                    Future<? extends H> h) {
        return new JoinEngine<>(false, Joins::of8, a, b, c, d, e, f, g, h);
    }

    /**
     * Gives both values, or throws the first failure at once and cancels the other future. Mirrors
     * {@code tokio::try_join!}.
     */
    public static <A extends @Nullable Object, B extends @Nullable Object>
            Future<Joined2<A, B>> tryJoin(Future<? extends A> a, Future<? extends B> b) {
        return new JoinEngine<>(true, Joins::of2, a, b);
    }

    /** Of 3 futures; see {@link #tryJoin(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object>
            Future<Joined3<A, B, C>> tryJoin(
                    Future<? extends A> a, Future<? extends B> b, Future<? extends C> c) {
        return new JoinEngine<>(true, Joins::of3, a, b, c);
    }

    /** Of 4 futures; see {@link #tryJoin(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            Future<Joined4<A, B, C, D>> tryJoin(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d) {
        return new JoinEngine<>(true, Joins::of4, a, b, c, d);
    }

    /** Of 5 futures; see {@link #tryJoin(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            Future<Joined5<A, B, C, D, E>> tryJoin(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e) {
        return new JoinEngine<>(true, Joins::of5, a, b, c, d, e);
    }

    /** Of 6 futures; see {@link #tryJoin(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>
            Future<Joined6<A, B, C, D, E, F>> tryJoin(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e,
                    Future<? extends F> f) {
        return new JoinEngine<>(true, Joins::of6, a, b, c, d, e, f);
    }

    /** Of 7 futures; see {@link #tryJoin(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object>
            Future<Joined7<A, B, C, D, E, F, G>> tryJoin(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e,
                    Future<? extends F> f,
                    Future<? extends G> g) {
        return new JoinEngine<>(true, Joins::of7, a, b, c, d, e, f, g);
    }

    /** Of 8 futures; see {@link #tryJoin(Future, Future)}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object,
                    H extends @Nullable Object>
            Future<Joined8<A, B, C, D, E, F, G, H>> tryJoin(
                    Future<? extends A> a,
                    Future<? extends B> b,
                    Future<? extends C> c,
                    Future<? extends D> d,
                    Future<? extends E> e,
                    Future<? extends F> f,
                    Future<? extends G> g,
                    Future<? extends H> h) {
        return new JoinEngine<>(true, Joins::of8, a, b, c, d, e, f, g, h);
    }
}
