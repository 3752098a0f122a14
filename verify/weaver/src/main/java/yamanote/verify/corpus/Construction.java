package yamanote.verify.corpus;

import static yamanote.Async.async;

import java.util.ArrayList;
import java.util.List;
import yamanote.future.Future;
import yamanote.verify.probe.Boom;
import yamanote.verify.probe.Env;

/**
 * {@code new} whose arguments await: the uninitialised object must not live across a suspension.
 */
final class Construction {
    private Construction() {}

    record Pair(Object first, Object second) {}

    record Wide(long a, int b, double c) {}

    static Future<?> one(Env env) {
        return async(() -> new Pair(env.leaf(1).await(), env.next()));
    }

    static Future<?> nested(Env env) {
        return async(() ->
                new Pair(
                        new Pair(env.next(), env.leaf(2).await()),
                        new Pair(env.leaf(3).await(), new Pair(env.leaf(4).await(), 5))));
    }

    static Future<?> wideArguments(Env env) {
        return async(() -> new Wide(env.leaf(1L).await(), env.next(), env.leaf(2.5).await()));
    }

    static Future<?> withTernary(Env env) {
        return async(() ->
                new Pair(
                        env.next() > 5 ? env.leaf("no").await() : env.leaf("yes").await(),
                        env.leaf(true).await() ? "t" : env.leaf("f").await()));
    }

    static Future<?> inArrayInitialiser(Env env) {
        return async(() ->
                new Pair[] {
                    new Pair(env.leaf(1).await(), 2),
                    new Pair(3, env.leaf(4).await()),
                    env.leaf(new Pair(5, 6)).await()
                });
    }

    static Future<?> nestedArrays(Env env) {
        return async(() ->
                new int[][] {
                    {env.leaf(1).await(), env.next()},
                    new int[env.leaf(2).await()],
                    {env.next(), env.leaf(3).await(), env.leaf(4).await()}
                });
    }

    static Future<?> multiDimensional(Env env) {
        return async(() -> new long[env.leaf(2).await()][env.leaf(3).await()][]);
    }

    static Future<?> withSwitchAndTryInside(Env env) {
        return async(() ->
                new Pair(
                        env.note("before"),
                        switch (env.leaf(2).await()) {
                            case 1 -> "one";
                            case 2 -> {
                                try {
                                    yield env.<String>failing("two").await();
                                } catch (Boom e) {
                                    yield "caught " + env.leaf("late").await();
                                } finally {
                                    env.log("finally");
                                }
                            }
                            default -> throw new IllegalStateException();
                        }));
    }

    static Future<?> failsBeforeTheConstructor(Env env) {
        return async(() -> {
            try {
                return new Noisy(env, env.<String>failing("argument").await());
            } catch (Boom e) {
                return "no object: " + e.getMessage();
            }
        });
    }

    static Future<?> failsInTheConstructor(Env env) {
        return async(() -> new Noisy(env, env.leaf((String) null).await()));
    }

    private static final class Noisy {
        private final String text;

        Noisy(Env env, String text) {
            env.log("constructor");
            this.text = text.trim();
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static Future<?> classIsInitialisedBeforeTheArguments(Env env) {
        return async(() -> {
            witness = env;
            env.log("first");
            return new Initialised(env.leaf(env.note("argument")).await()).value;
        });
    }

    private static Env witness;
    private static int initialised;

    /** Initialised once a JVM: only the very first run of the program logs it. */
    private static final class Initialised {
        static {
            if (initialised++ == 0) {
                witness.log("class initialised");
            }
        }

        final String value;

        Initialised(String value) {
            this.value = value;
        }
    }

    static Future<?> innerWithOuterInstance(Env env) {
        return async(() -> {
            var outer = new Outer("o");
            return outer.new Inner(env.leaf("i").await()).text()
                    + env.leaf(outer).await().new Inner("j").text();
        });
    }

    private record Box(Object value) {}

    static final class Outer {
        private final String name;

        Outer(String name) {
            this.name = name;
        }

        final class Inner {
            private final String own;

            Inner(String own) {
                this.own = own;
            }

            String text() {
                return name + own;
            }
        }
    }

    static Future<?> anonymousWithAwaitedArgument(Env env) {
        return async(() -> {
            int base = env.next();
            var list =
                    new ArrayList<Integer>(env.leaf(4).await()) {
                        private static final long serialVersionUID = 1;

                        int total() {
                            return base + stream().mapToInt(i -> i).sum();
                        }
                    };
            list.add(env.leaf(40).await());
            return list.total();
        });
    }

    static Future<?> localClassCapturing(Env env) {
        return async(() -> {
            String captured = env.leaf("captured").await();
            class Local {
                private final int n;

                Local(int n) {
                    this.n = n;
                }

                String text() {
                    return captured + n;
                }
            }
            return new Local(env.leaf(3).await()).text() + new Local(env.next()).text();
        });
    }

    static Future<?> newInConcatenation(Env env) {
        return async(() ->
                "<" + new Box(env.leaf(1).await()) + new Box(new Box(env.leaf(2).await())) + ">");
    }

    static Future<?> exceptionWithAwaitedMessage(Env env) {
        return async(() -> {
            throw new Boom("boom " + env.leaf(1).await());
        });
    }

    static Future<?> newOnAStackOfNews(Env env) {
        return async(() ->
                List.of(
                        new Box(1),
                        new Wide(env.next(), env.next(), 0.5),
                        new Pair(
                                new Box(env.leaf("x").await()),
                                new Wide(1L, env.leaf(2).await(), env.leaf(3.0).await()))));
    }

    static Future<?> loopInsideArguments(Env env) {
        return async(() ->
                new Pair(
                        "head",
                        switch (env.leaf("k").await()) {
                            case String s when s.isEmpty() -> "";
                            case String s -> {
                                String all = s;
                                for (int i = 0; i < 3; i++) {
                                    all += new Box(env.leaf(i).await());
                                }
                                yield all;
                            }
                        }));
    }
}
