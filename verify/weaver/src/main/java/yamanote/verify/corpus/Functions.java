package yamanote.verify.corpus;

import static yamanote.Async.async;

import java.util.List;
import yamanote.future.AsyncConsumer;
import yamanote.future.AsyncFunction;
import yamanote.future.Future;
import yamanote.verify.probe.Boom;
import yamanote.verify.probe.Env;

/** Lambdas with an argument: {@code AsyncFunction} and {@code AsyncConsumer} (R17). */
final class Functions {
    private final Env env;
    private int sum;

    private Functions(Env env) {
        this.env = env;
    }

    static Future<?> function(Env env) {
        AsyncFunction<Integer, String> f = n -> "n" + env.leaf(n).await() + n;
        return f.start(5);
    }

    static Future<?> consumer(Env env) {
        AsyncConsumer<String> c = s -> env.log(s + env.leaf(1).await() + s);
        return c.start("s");
    }

    static Future<?> startedManyTimes(Env env) {
        AsyncFunction<Integer, Integer> twice = n -> n * env.leaf(2).await();
        return async(() -> {
            int all = 0;
            for (int i = 1; i < 4; i++) {
                all = all * 10 + twice.start(i).await();
            }
            Future<Integer> a = twice.start(4);
            Future<Integer> b = twice.start(5);
            return all + "," + b.await() + "," + a.await();
        });
    }

    static Future<?> captures(Env env) {
        long wide = 1L << 35;
        double half = 0.5;
        String text = "t";
        AsyncFunction<Integer, String> f =
                n -> {
                    double d = half * env.leaf(n).await();
                    return text + wide + d + env.leaf(text).await() + n;
                };
        return f.start(3);
    }

    static Future<?> capturedThis(Env env) {
        var it = new Functions(env);
        return it.addAll(List.of(1, 2, 3), it.adding());
    }

    private AsyncConsumer<Integer> adding() {
        return n -> {
            sum += env.leaf(n).await();
            this.sum *= 2;
        };
    }

    private Future<Integer> addAll(List<Integer> list, AsyncConsumer<Integer> consumer) {
        return async(() -> {
            for (Integer n : list) {
                consumer.start(n).await();
            }
            return sum;
        });
    }

    static Future<?> argumentReassigned(Env env) {
        AsyncFunction<Integer, Integer> f =
                n -> {
                    n = n + env.leaf(1).await();
                    n++;
                    env.leaf(0).await();
                    return n;
                };
        return async(() -> f.start(1).await() * 100 + f.start(10).await());
    }

    static Future<?> argumentIsDeadAfterUse(Env env) {
        AsyncFunction<int[], Long> f =
                array -> {
                    int first = array[0];
                    long other = env.leaf(5L).await();
                    return first + other + env.leaf(1).await();
                };
        return f.start(new int[] {7});
    }

    static Future<?> nullArgument(Env env) {
        AsyncFunction<String, String> f = s -> s + env.leaf(1).await();
        return f.start(null);
    }

    static Future<?> pipeline(Env env) {
        return map(
                env,
                List.of(1, 2, 3),
                n -> {
                    env.boom(env.leaf(n).await() == 4, "four");
                    return "<" + n + ">";
                });
    }

    private static <A, B> Future<String> map(Env env, List<A> list, AsyncFunction<A, B> f) {
        return async(() -> {
            var out = new StringBuilder();
            for (A a : list) {
                out.append(f.start(a).await()).append(env.leaf(',').await());
            }
            return out.toString();
        });
    }

    static Future<?> nestedFunctions(Env env) {
        AsyncFunction<Integer, AsyncFunction<Integer, Integer>> plus =
                a -> {
                    int x = env.leaf(a).await();
                    return b -> x + env.leaf(b).await();
                };
        return async(() -> plus.start(1).await().start(2).await());
    }

    static Future<?> failingFunction(Env env) {
        AsyncConsumer<String> f =
                message -> {
                    try {
                        env.failing(message).await();
                    } finally {
                        env.log("finally " + env.leaf(1).await());
                    }
                };
        return async(() -> {
            try {
                f.start("first").await();
            } catch (Boom e) {
                env.log(e.getMessage());
            }
            return f.start("second").await();
        });
    }

    static Future<?> recursiveFunction(Env env) {
        return new Countdown(env).step.start(4);
    }

    private static final class Countdown {
        private final AsyncFunction<Integer, String> step;

        Countdown(Env env) {
            step = n -> n == 0 ? "go" : env.leaf(n).await() + this.step().start(n - 1).await();
        }

        private AsyncFunction<Integer, String> step() {
            return step;
        }
    }

    interface Handler<T> {
        Future<Void> on(T event);

        static <T> Handler<T> of(AsyncConsumer<? super T> consumer) {
            return consumer::start;
        }
    }

    static Future<?> functionInAGenericInterface(Env env) {
        Handler<Integer> handler = Handler.of(n -> env.log("event " + env.leaf(n).await()));
        return async(() -> {
            handler.on(1).await();
            handler.on(2).await();
        });
    }

    static Future<?> genericArgument(Env env) {
        AsyncFunction<List<? extends Number>, Integer> f =
                numbers -> {
                    int all = 0;
                    for (Number n : numbers) {
                        all += n.intValue() + env.leaf(1).await();
                    }
                    return all;
                };
        return f.start(List.of(1, 2L, 3.5));
    }
}
