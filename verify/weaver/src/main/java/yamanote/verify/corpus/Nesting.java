package yamanote.verify.corpus;

import static yamanote.Async.async;

import java.util.ArrayList;
import java.util.List;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.Future;
import yamanote.verify.probe.Boom;
import yamanote.verify.probe.Env;

/** Bodies inside bodies, captured values, and bodies that run more than once. */
final class Nesting {
    private Nesting() {}

    static Future<?> inner(Env env) {
        return async(() -> {
            int a = env.leaf(1).await();
            Future<Integer> child = async(() -> a + env.leaf(10).await());
            env.log("lazy");
            return child.await() + async(() -> env.leaf(100).await()).await();
        });
    }

    static Future<?> threeDeep(Env env) {
        return async(() ->
                async(
                                () -> {
                                    int n = env.leaf(1).await();
                                    return async(() -> n + env.leaf(2).await()).await()
                                            * env.leaf(3).await();
                                })
                        .await());
    }

    static Future<?> recursion(Env env) {
        return factorial(env, 6);
    }

    private static Future<Long> factorial(Env env, int n) {
        return async(() -> n == 0 ? 1L : n * env.leaf(1).await() * factorial(env, n - 1).await());
    }

    static Future<?> mutualRecursion(Env env) {
        return isEven(env, 5);
    }

    private static Future<Boolean> isEven(Env env, int n) {
        return async(() -> n == 0 ? env.leaf(true).await() : isOdd(env, n - 1).await());
    }

    private static Future<Boolean> isOdd(Env env, int n) {
        return async(() -> n == 0 ? env.leaf(false).await() : isEven(env, n - 1).await());
    }

    static Future<?> tree(Env env) {
        return async(() -> fibonacci(env, 5).await());
    }

    private static Future<Integer> fibonacci(Env env, int n) {
        return async(() ->
                n < 2
                        ? env.leaf(n).await()
                        : fibonacci(env, n - 1).await() + fibonacci(env, n - 2).await());
    }

    static Future<?> capturedWideValues(Env env) {
        long l = 1L << 40;
        double d = 0.25;
        int i = 3;
        String s = "s";
        byte b = 4;
        boolean z = true;
        float f = 1.5f;
        char c = 'c';
        short h = 7;
        return async(() -> {
            long first = l + env.leaf(1).await();
            double second = d * env.leaf(2.0).await();
            return first + second + i + s + env.leaf(b).await() + z + f + c + h;
        });
    }

    static Future<?> capturedButDeadAfterUse(Env env) {
        int[] big = {1, 2, 3};
        return async(() -> {
            int sum = big[0] + big[1];
            long reusesTheSlot = env.leaf(5L).await();
            return sum + reusesTheSlot + env.leaf(1).await();
        });
    }

    static Future<?> capturedParameterOfTheMethod(Env env) {
        return withParameters(env, 1L, "p", 2.5);
    }

    private static Future<String> withParameters(Env env, long l, String s, double d) {
        return async(() -> s + env.leaf(l).await() + (d + env.leaf(d).await()) + l);
    }

    static Future<?> bodyRunMoreThanOnce(Env env) {
        int start = env.next();
        AsyncBody<Integer> body = () -> start + env.leaf(env.next()).await() + env.leaf(1).await();
        return async(() -> {
            int a = async(body).await();
            int b = async(body).await();
            Future<Integer> c = async(body);
            Future<Integer> d = async(body);
            return List.of(a, b, d.await(), c.await());
        });
    }

    static Future<?> retry(Env env) {
        return retrying(
                env,
                4,
                () -> {
                    int n = env.leaf(env.next()).await();
                    env.boom(n < 3, "attempt " + n);
                    return "ok after " + n;
                });
    }

    private static <T> Future<T> retrying(Env env, int times, AsyncBody<T> body) {
        return async(() -> {
            for (int i = 1; ; i++) {
                try {
                    return async(body).await();
                } catch (Boom e) {
                    env.log(e.getMessage());
                    if (i == times) {
                        throw e;
                    }
                }
            }
        });
    }

    static Future<?> bodyInACollection(Env env) {
        List<AsyncBody<String>> bodies = new ArrayList<>();
        for (String s : List.of("x", "y", "z")) {
            bodies.add(() -> s + env.leaf(s).await());
        }
        return async(() -> {
            String all = "";
            for (AsyncBody<String> body : bodies) {
                all += body.start().await();
            }
            return all + bodies.getFirst().start().await();
        });
    }

    static Future<?> actionWithoutAwait(Env env) {
        return async(() -> {
            env.log("ran");
        });
    }

    static Future<?> bodyWithoutAwait(Env env) {
        return async(() -> env.note("value"));
    }

    static Future<?> throwOnlyBody(Env env) {
        return async(() -> {
            throw new Boom("only " + env.next());
        });
    }

    static Future<?> nullBodyValue(Env env) {
        return async(() -> {
            env.leaf(1).await();
            return null;
        });
    }

    static Future<?> actionStartedByHand(Env env) {
        AsyncAction action =
                () -> {
                    env.leaf(1).await();
                    env.log("action");
                };
        return async(() -> {
            action.start().await();
            action.start().await();
            env.log(action.start().await());
        });
    }

    static Future<?> bodiesInADuplicatedFinally(Env env) {
        return async(() -> {
            String path = "";
            for (int i = 0; i < 3; i++) {
                int n = i;
                try {
                    if (n == 0) {
                        continue;
                    }
                    env.boom(n == 1, "at 1");
                    return path + env.leaf("r").await();
                } catch (Boom e) {
                    path += e.getMessage();
                } finally {
                    path += async(() -> "f" + env.leaf(n).await()).await();
                    env.log(path);
                }
            }
            return path;
        });
    }

    static Future<?> plainLambdaThatMakesBodies(Env env) {
        return async(() -> {
            java.util.function.IntFunction<Future<Integer>> make =
                    n -> async(() -> n * env.leaf(2).await());
            return make.apply(3).await() + make.apply(4).await();
        });
    }

    static Future<?> conditionalBodies(Env env) {
        return async(() -> {
            Future<String> either =
                    env.leaf(true).await()
                            ? async(() -> "a" + env.leaf(1).await())
                            : async(() -> "b" + env.leaf(2).await());
            return either.await();
        });
    }

    static Future<?> futureAwaitedTwiceFails(Env env) {
        return async(() -> {
            Future<Integer> once = async(() -> env.leaf(1).await());
            int first = once.await();
            try {
                return first + once.await();
            } catch (IllegalStateException e) {
                return "ended";
            }
        });
    }

    static Future<?> unusedChildRunsNothing(Env env) {
        return async(() -> {
            Future<Integer> unused = async(() -> env.note(env.leaf(1).await()));
            env.leaf(2).await();
            return unused == null;
        });
    }
}
