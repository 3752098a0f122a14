package yamanote.verify.corpus;

import static yamanote.Async.async;

import yamanote.future.Future;
import yamanote.verify.probe.Boom;
import yamanote.verify.probe.Env;

/** Pattern matching and switches whose selector, guards and arms await. */
@SuppressWarnings("fallthrough")
final class Patterns {
    private Patterns() {}

    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    record Square(int side) implements Shape {}

    record Group(Shape left, Shape right) implements Shape {}

    enum Colour {
        RED,
        GREEN,
        BLUE
    }

    static Future<?> instanceOfPattern(Env env) {
        return async(() -> {
            Object o = env.leaf((Object) "pattern").await();
            if (o instanceof String s && s.length() > env.leaf(3).await()) {
                return s + env.leaf(s.length()).await();
            }
            return "no";
        });
    }

    static Future<?> patternOfAnAwait(Env env) {
        return async(() -> {
            if (!(env.leaf((Object) 5).await() instanceof Integer i)) {
                return "no";
            }
            env.leaf(1).await();
            return i + 1;
        });
    }

    static Future<?> whileInstanceOf(Env env) {
        return async(() -> {
            String all = "";
            while (env.leaf(env.next() < 4 ? "i" + all : null).await() instanceof String s) {
                all += s.length() + env.leaf(",").await();
            }
            return all;
        });
    }

    static Future<?> recordPattern(Env env) {
        return async(() -> {
            Shape shape = env.leaf((Shape) new Group(new Circle(1.5), new Square(2))).await();
            if (shape instanceof Group(Circle(var r), Square(int side))) {
                return r * env.leaf(side).await();
            }
            return null;
        });
    }

    static Future<?> recordAccessorThrows(Env env) {
        record Bad(int value) {
            @Override
            public int value() {
                throw new IllegalArgumentException("accessor");
            }
        }
        return async(() -> {
            Object o = env.leaf((Object) new Bad(1)).await();
            return switch (o) {
                case Bad(int v) -> env.leaf(v).await();
                default -> 0;
            };
        });
    }

    static Future<?> typeSwitch(Env env) {
        return async(() -> {
            String all = "";
            for (Object o : new Object[] {1, "s", 2L, new int[] {3}, null, 'c'}) {
                all +=
                        switch (env.leaf(o).await()) {
                            case null -> env.leaf("null").await();
                            case Integer i -> "int" + env.leaf(i).await();
                            case String s -> s + env.leaf(s).await();
                            case Long l -> l + env.leaf(1L).await();
                            case int[] a -> a[0] + env.leaf("[]").await();
                            default -> "default";
                        };
            }
            return all;
        });
    }

    static Future<?> guards(Env env) {
        return async(() -> {
            Object o = env.leaf((Object) 42).await();
            return switch (o) {
                case Integer i when i > env.leaf(100).await() -> "big";
                case Integer i when env.leaf(i % 2 == 0).await() -> {
                    env.leaf(0).await();
                    yield "even " + i;
                }
                case Integer i -> "odd " + i;
                default -> "other";
            };
        });
    }

    static Future<?> sealedSwitch(Env env) {
        return measured(env, new Group(new Circle(2), new Group(new Square(3), new Square(1))));
    }

    private static Future<Double> measured(Env env, Shape shape) {
        return async(() ->
                switch (shape) {
                    case Circle(double r) -> r * env.leaf(r).await();
                    case Square(int s) -> (double) s * env.leaf(s).await();
                    case Group(var left, var right) ->
                            measured(env, left).await() + measured(env, right).await();
                });
    }

    static Future<?> matchException(Env env) {
        return async(() -> {
            Colour none = env.leaf((Colour) null).await();
            return switch (none) {
                case RED -> 1;
                case GREEN -> env.leaf(2).await();
                case BLUE -> 3;
            };
        });
    }

    static Future<?> enumSwitch(Env env) {
        return async(() -> {
            int sum = 0;
            for (Colour colour : Colour.values()) {
                switch (env.leaf(colour).await()) {
                    case RED:
                        sum += env.leaf(1).await();
                    // falls through
                    case GREEN:
                        sum += env.leaf(10).await();
                        break;
                    default:
                        sum += 100;
                }
            }
            return sum;
        });
    }

    static Future<?> stringSwitch(Env env) {
        return async(() -> {
            String all = "";
            for (String key : new String[] {"Aa", "BB", "other"}) {
                switch (env.leaf(key).await()) {
                    case "Aa" -> all += env.leaf(1).await();
                    case "BB" -> {
                        all += env.leaf(2).await();
                        all += "b";
                    }
                    default -> all += env.leaf("d").await();
                }
            }
            return all;
        });
    }

    static Future<?> switchOnTheStack(Env env) {
        return async(() ->
                env.next()
                        + 10L
                                * switch (env.leaf(2).await()) {
                                    case 1 -> env.leaf(1).await();
                                    case 2, 3 -> {
                                        int n = env.leaf(5).await();
                                        yield n + env.next();
                                    }
                                    default -> throw new Boom("default");
                                }
                        + env.leaf(1).await());
    }

    static Future<?> switchExpressionWithTry(Env env) {
        return async(() -> {
            String result =
                    switch (env.leaf("k").await()) {
                        case "k" -> {
                            try {
                                env.leaf(1).await();
                                yield env.<String>failing("inside").await();
                            } catch (Boom e) {
                                yield "caught " + e.getMessage() + env.leaf(2).await();
                            } finally {
                                env.log("finally " + env.leaf(3).await());
                            }
                        }
                        default -> "default";
                    };
            return result + "!";
        });
    }

    static Future<?> switchWithTryOnAStack(Env env) {
        return async(() ->
                String.join(
                        "+",
                        "a" + env.next(),
                        switch (env.leaf(1).await()) {
                            case 1 -> {
                                try {
                                    yield "t" + env.leaf("ry").await();
                                } finally {
                                    env.log(env.leaf("f").await());
                                }
                            }
                            default -> "d";
                        },
                        env.leaf("z").await()));
    }

    static Future<?> nestedSwitchYield(Env env) {
        return async(() ->
                switch (env.leaf(1).await()) {
                    case 1:
                        int inner =
                                switch (env.leaf(Colour.BLUE).await()) {
                                    case RED -> 0;
                                    case GREEN -> 1;
                                    case BLUE -> env.leaf(2).await();
                                };
                        yield inner * env.leaf(7).await();
                    default:
                        yield -1;
                });
    }

    static Future<?> bindingsSurviveSuspension(Env env) {
        return async(() -> {
            Object o = env.leaf((Object) new Group(new Square(1), new Square(2))).await();
            switch (o) {
                case Group(Square a, Square(var b)) when b > 1 -> {
                    env.leaf(0).await();
                    env.log(a);
                    env.leaf(0).await();
                    return a.side() + b;
                }
                default -> {
                    return -1;
                }
            }
        });
    }
}
