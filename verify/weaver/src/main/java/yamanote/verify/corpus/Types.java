package yamanote.verify.corpus;

import static yamanote.Async.async;

import java.util.List;
import java.util.function.Function;
import yamanote.future.AsyncBody;
import yamanote.future.Future;
import yamanote.verify.probe.Env;

/** Bodies in every kind of type: instance, interface, record, enum, generic, anonymous. */
final class Types {
    private final Env env;
    private final String name;
    private int calls;

    private final Future<String> inInitialiser;

    private Types(Env env, String name) {
        this.env = env;
        this.name = name;
        inInitialiser = async(() -> this.name + env.leaf("!").await() + secret());
    }

    private String secret() {
        return "secret" + ++calls;
    }

    static Future<?> capturedThis(Env env) {
        return new Types(env, "this").greet(5);
    }

    private Future<String> greet(int n) {
        return async(() -> {
            calls += env.leaf(n).await();
            return name + calls + secret() + this.calls + env.leaf("?").await();
        });
    }

    static Future<?> fieldInitialiser(Env env) {
        return new Types(env, "field").inInitialiser;
    }

    private static Env latest;
    private static final AsyncBody<String> STATIC = () -> "static " + latest.leaf(1).await();

    static Future<?> staticInitialiser(Env env) {
        latest = env;
        return async(STATIC);
    }

    interface Greeter {
        Env env();

        default Future<String> greet() {
            return async(() -> "default " + env().leaf(1).await() + secret().await());
        }

        private Future<String> secret() {
            return async(() -> " private " + env().leaf(2).await());
        }

        static Future<String> statically(Env env) {
            return async(() -> "static " + env.leaf(3).await());
        }
    }

    static Future<?> interfaceMethods(Env env) {
        Greeter greeter = () -> env;
        return async(() -> greeter.greet().await() + Greeter.statically(env).await());
    }

    record Overriding(Env env) implements Greeter {
        @Override
        public Future<String> greet() {
            return async(() -> Greeter.super.greet().await() + " in " + env.leaf("record").await());
        }
    }

    static Future<?> recordThatCallsSuperOfItsInterface(Env env) {
        return new Overriding(env).greet();
    }

    record Point(Env env, int x, int y) {
        Future<Integer> sum() {
            return async(() -> x + env.leaf(y).await() + this.x());
        }
    }

    static Future<?> record(Env env) {
        return new Point(env, 3, 4).sum();
    }

    enum Operation {
        PLUS {
            @Override
            Future<Integer> apply(Env env, int a, int b) {
                return async(() -> a + env.leaf(b).await() + ordinal());
            }
        },
        TIMES {
            @Override
            Future<Integer> apply(Env env, int a, int b) {
                return async(() -> a * env.leaf(b).await() + extra());
            }

            private int extra() {
                return 1000;
            }
        };

        abstract Future<Integer> apply(Env env, int a, int b);
    }

    static Future<?> enumConstants(Env env) {
        return async(() -> {
            int all = 0;
            for (Operation operation : Operation.values()) {
                all = all * 10 + operation.apply(env, 3, 4).await();
            }
            return all;
        });
    }

    abstract static class Base<T extends Comparable<T>> {
        final Env env;

        Base(Env env) {
            this.env = env;
        }

        Future<T> larger(T a, T b) {
            return async(() -> env.leaf(a).await().compareTo(env.leaf(b).await()) > 0 ? a : b);
        }

        protected String tag() {
            return "base";
        }
    }

    static final class Derived extends Base<String> {
        Derived(Env env) {
            super(env);
        }

        @Override
        Future<String> larger(String a, String b) {
            return async(
                    () -> super.larger(a, b).await() + super.tag() + tag() + env.leaf(1).await());
        }

        @Override
        protected String tag() {
            return "derived";
        }
    }

    static Future<?> superCallsAndBridges(Env env) {
        Base<String> base = new Derived(env);
        return base.larger("a", "b");
    }

    static Future<?> genericMethod(Env env) {
        return async(() -> {
            List<String> mapped = mapped(env, List.of(1, 2, 3), i -> "n" + i).await();
            String first = mapped.getFirst();
            return first + pick(env, "x", "y").await().length() + mapped;
        });
    }

    private static <A, B> Future<List<B>> mapped(Env env, List<A> list, Function<A, B> function) {
        return async(() -> {
            var out = new java.util.ArrayList<B>();
            for (A a : list) {
                out.add(env.leaf(function.apply(a)).await());
            }
            return out;
        });
    }

    private static <T extends CharSequence & Comparable<? super T>> Future<T> pick(
            Env env, T a, T b) {
        return async(() -> {
            T one = env.leaf(a).await();
            T two = env.leaf(b).await();
            return one.length() == two.length() && one.compareTo(two) < 0 ? two : one;
        });
    }

    static Future<?> anonymousClass(Env env) {
        int local = env.next();
        Greeter greeter =
                new Greeter() {
                    private int uses = local;

                    @Override
                    public Env env() {
                        return env;
                    }

                    @Override
                    public Future<String> greet() {
                        return async(() -> "anonymous " + env.leaf(uses++).await() + uses + local);
                    }
                };
        return async(() -> greeter.greet().await() + greeter.greet().await());
    }

    static Future<?> localClass(Env env) {
        String outer = "outer";
        class Local {
            Future<String> run(int n) {
                return async(() ->
                        n == 0 ? outer : env.leaf("l").await() + new Local().run(n - 1).await());
            }
        }
        return new Local().run(3);
    }

    final class Inner {
        Future<String> outerAccess() {
            return async(() -> {
                calls = env.leaf(41).await();
                return Types.this.secret() + name + Types.this.greet(1).await();
            });
        }
    }

    static Future<?> innerClass(Env env) {
        return new Types(env, "outer").new Inner().outerAccess();
    }

    static Future<?> nestedPrivateAccess(Env env) {
        return async(() -> {
            var other = new Types(env, "other");
            other.calls += env.leaf(2).await();
            return other.secret() + Hidden.value(env.leaf(3).await());
        });
    }

    private static final class Hidden {
        private static int value(int n) {
            return n * 7;
        }
    }
}

/** A package-private top-level type beside the family. */
final class PackagePrivate {
    private PackagePrivate() {}

    static Future<?> topLevel(Env env) {
        return async(() -> new Hidden(env.leaf(1).await()).n() + env.leaf(2).await());
    }

    private record Hidden(int n) {}
}
