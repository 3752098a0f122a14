package yamanote.verify.corpus;

import static yamanote.Async.async;

import java.util.Arrays;
import java.util.List;
import yamanote.future.Future;
import yamanote.verify.probe.Env;

/** Awaits as arguments and on a non-empty operand stack. */
final class Arguments {
    private Arguments() {}

    static Future<?> first(Env env) {
        return async(() -> three(env.leaf(1).await(), env.next(), env.next()));
    }

    static Future<?> second(Env env) {
        return async(() -> three(env.next(), env.leaf(7).await(), env.next()));
    }

    static Future<?> third(Env env) {
        return async(() -> three(env.next(), env.next(), env.leaf(9).await()));
    }

    static Future<?> everyArgument(Env env) {
        return async(() ->
                three(
                        env.leaf(env.next()).await(),
                        env.leaf(env.next()).await(),
                        env.leaf(env.next()).await()));
    }

    private static String three(int a, int b, int c) {
        return a + "," + b + "," + c;
    }

    static Future<?> longsAndDoublesBelow(Env env) {
        return async(
                () -> wide(env.next() + 1L, env.next() * 0.5, env.leaf(3L).await(), 2f, (byte) 1));
    }

    static Future<?> wideBetweenNarrow(Env env) {
        return async(() ->
                wide(
                        env.leaf(1L).await(),
                        env.leaf(2.5).await(),
                        env.leaf(3L).await(),
                        env.leaf(4f).await(),
                        env.leaf((byte) 5).await()));
    }

    private static String wide(long a, double b, long c, float d, byte e) {
        return a + "," + b + "," + c + "," + d + "," + e;
    }

    static Future<?> arithmeticOverTheStack(Env env) {
        return async(() -> {
            int i = env.next();
            long l = env.next();
            double d = env.next();
            return i + (l * (d - (i << env.leaf(2).await())) + env.leaf(5L).await());
        });
    }

    static Future<?> nestedCalls(Env env) {
        return async(() ->
                Math.max(
                        env.next(),
                        Math.min(
                                env.leaf(10).await(),
                                Math.addExact(env.next(), env.leaf(4).await()))));
    }

    static Future<?> receiverIsAwaited(Env env) {
        return async(() -> env.leaf("abcdef").await().substring(env.leaf(2).await()).concat("!"));
    }

    static Future<?> concatenation(Env env) {
        return async(() ->
                "a"
                        + env.next()
                        + env.leaf("b").await()
                        + 2L
                        + env.leaf(3.0).await()
                        + 'c'
                        + env.leaf((Object) null).await());
    }

    static Future<?> concatenationAssigned(Env env) {
        return async(() -> {
            String s = "x";
            s += env.leaf(1).await();
            s += "y" + env.leaf(2).await() + s;
            return s;
        });
    }

    static Future<?> varargs(Env env) {
        return async(() ->
                Arrays.asList(env.leaf("p").await(), "q", env.leaf("r").await(), "s" + env.next()));
    }

    static Future<?> primitiveVarargs(Env env) {
        return async(() -> sum(env.next(), env.leaf(20).await(), env.next(), env.leaf(4).await()));
    }

    private static int sum(int head, int... tail) {
        return head + Arrays.stream(tail).sum();
    }

    static Future<?> awaitOfAwait(Env env) {
        return async(() -> env.leaf(env.leaf(env.leaf(5).await() + 1)).await().await() * 2);
    }

    static Future<?> awaitInsideTheArgumentOfALeaf(Env env) {
        return async(() -> env.leaf(env.leaf("in").await() + env.leaf("ner").await()).await());
    }

    static Future<?> typedOwners(Env env) {
        return async(() -> {
            var concrete = env.typedLeaf(1);
            var sub = env.subLeaf(2);
            return concrete.await() + sub.await() * 10 + env.typedLeaf(3).await() * 100;
        });
    }

    static Future<?> valueDropped(Env env) {
        return async(() -> {
            env.leaf(1).await();
            env.leaf(2L).await();
            env.log("after");
            env.leaf("three").await();
        });
    }

    static Future<?> failsInTheMiddleOfTheStack(Env env) {
        return async(() -> three(env.note(1), env.<Integer>failing("middle").await(), env.note(3)));
    }

    static Future<?> stringsAndArraysBelow(Env env) {
        return async(() ->
                String.join(
                        "-",
                        List.of(
                                "k" + env.next(),
                                new String[] {"u", env.leaf("v").await()}[1],
                                String.valueOf(new long[] {env.leaf(8L).await()}[0]))));
    }

    static Future<?> tenDeepStack(Env env) {
        return async(() ->
                env.next()
                        + (env.next()
                                + (env.next()
                                        * (env.next()
                                                - (env.next()
                                                        + (env.leaf(100).await()
                                                                % (env.next()
                                                                        + env.leaf(3).await()))))))
                        + 0L);
    }
}
