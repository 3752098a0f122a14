package yamanote.verify.corpus;

import static yamanote.Async.async;

import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import yamanote.future.Future;
import yamanote.verify.probe.Env;

/** Conditions, conversions and the rest of the expression grammar. */
@SuppressWarnings("ConditionalExpressionNumericPromotion")
final class Expressions {
    private Expressions() {}

    static Future<?> shortCircuit(Env env) {
        return async(() -> {
            boolean a = env.leaf(false).await() && env.leaf(env.note(true)).await();
            boolean b = env.leaf(true).await() || env.leaf(env.note(true)).await();
            boolean c = !a && (b & env.leaf(true).await() || env.leaf(false).await());
            return a + "," + b + "," + c;
        });
    }

    static Future<?> conditionInIf(Env env) {
        return async(() -> {
            if (env.leaf(1).await() < env.leaf(2).await()
                    && (env.leaf(3).await() == 4 || !env.leaf(false).await())) {
                return "then " + env.leaf("t").await();
            } else if (env.leaf(true).await()) {
                return "else if";
            }
            return "else";
        });
    }

    static Future<?> ternaries(Env env) {
        return async(() -> {
            int i = env.leaf(true).await() ? env.leaf(1).await() : env.leaf(2).await();
            long l = i > 1 ? env.leaf(3).await() : env.leaf(4L).await();
            Object o =
                    l == 4 ? i == 1 ? env.leaf("deep").await() : env.next() : env.leaf(5.0).await();
            return i + "," + l + "," + o;
        });
    }

    static Future<?> ternaryOnTheStack(Env env) {
        return async(() ->
                env.next()
                        + (env.leaf(false).await() ? env.next() : env.leaf(20L).await())
                        + (env.leaf(true).await() ? env.leaf(1.5).await() : env.next()));
    }

    static Future<?> mixedBoxing(Env env) {
        return async(() -> {
            Integer boxed = env.leaf(true).await() ? env.leaf(7).await() : (Integer) null;
            Object number = env.leaf(true).await() ? env.leaf(1).await() : Double.valueOf(2);
            return boxed + "," + number;
        });
    }

    static Future<?> unboxingNull(Env env) {
        return async(() -> {
            int i = env.leaf((Integer) null).await();
            return i;
        });
    }

    static Future<?> casts(Env env) {
        return async(() -> {
            int i = (int) env.leaf(3.99).await().doubleValue();
            byte b = (byte) (int) env.leaf(300).await();
            char c = (char) (env.leaf(65).await() + 1);
            long l = (long) 1e10 + env.leaf(i).await();
            CharSequence s = (CharSequence) env.leaf((Object) "seq").await();
            return i + "," + b + "," + c + "," + l + "," + s.length();
        });
    }

    static Future<?> castThatFails(Env env) {
        return async(() -> {
            Object o = env.leaf((Object) "text").await();
            env.log("got it");
            return (Integer) o;
        });
    }

    static Future<?> uncheckedCastFailsAtTheAwait(Env env) {
        return async(() -> {
            env.log("before");
            String s = Expressions.<String>lie(env.leaf((Object) 5)).await();
            return s;
        });
    }

    @SuppressWarnings("unchecked")
    private static <T> Future<T> lie(Future<?> future) {
        return (Future<T>) future;
    }

    static Future<?> division(Env env) {
        return async(() -> env.next() + 10 / env.leaf(0).await());
    }

    static Future<?> shiftsAndBits(Env env) {
        return async(() ->
                (env.leaf(1L).await() << env.leaf(33).await()) ^ ~env.leaf(255).await()
                        | env.leaf(-8L).await() >>> env.leaf(60).await());
    }

    static Future<?> comparisonsOfWideValues(Env env) {
        return async(() -> {
            long l = env.leaf(1L << 33).await();
            double d = env.leaf(Double.NaN).await();
            float f = env.leaf(-0f).await();
            return (l > env.leaf(5L).await())
                    + ","
                    + (d < env.leaf(1.0).await())
                    + ","
                    + (d >= env.leaf(1.0).await())
                    + ","
                    + (f == env.leaf(0f).await());
        });
    }

    static Future<?> referenceComparison(Env env) {
        return async(() -> {
            var o = new Object();
            return (o == env.leaf(o).await()) + "," + (env.leaf((Object) null).await() != null);
        });
    }

    static Future<?> plainLambdasInside(Env env) {
        return async(() -> {
            int n = env.leaf(3).await();
            IntUnaryOperator times = i -> i * n;
            Supplier<String> text = () -> env.note("lambda " + n);
            int product = times.applyAsInt(env.leaf(5).await());
            return product + text.get();
        });
    }

    static Future<?> conditionalMethodReference(Env env) {
        return async(() -> {
            Supplier<String> name = env.leaf("abc").await()::toUpperCase;
            env.leaf(1).await();
            return name.get() + Map.of(1, env.leaf("one").await()).get(1);
        });
    }

    static Future<?> parenthesised(Env env) {
        return async(() -> ((((env.leaf(2).await()))) * ((3))) - (-env.leaf(1).await()));
    }

    static Future<?> textBlockAndChar(Env env) {
        return async(() ->
                """
                line %d
                next %s\
                """
                        .formatted(env.leaf(1).await(), env.leaf('c').await()));
    }

    static Future<?> classLiteralAndInstanceOf(Env env) {
        return async(() ->
                env.leaf((Object) 1L).await().getClass().getSimpleName()
                        + (env.leaf((Object) 1).await() instanceof Long)
                        + (env.leaf((Object) null).await() instanceof Object));
    }

    static Future<?> assertions(Env env) {
        return async(() -> {
            assert env.leaf(true).await() : "never " + env.leaf(1).await();
            return env.leaf("asserted").await();
        });
    }
}
