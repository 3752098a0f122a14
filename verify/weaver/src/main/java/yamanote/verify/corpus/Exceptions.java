package yamanote.verify.corpus;

import static yamanote.Async.async;

import java.io.IOException;
import yamanote.future.Future;
import yamanote.verify.probe.Boom;
import yamanote.verify.probe.Env;

/** try, catch and finally with awaits in each part. */
@SuppressWarnings("InfiniteRecursion")
final class Exceptions {
    private Exceptions() {}

    static Future<?> uncaughtFromAnAwait(Env env) {
        return async(() -> {
            env.leaf(1).await();
            return env.failing("uncaught").await();
        });
    }

    static Future<?> instanceIsKept(Env env) {
        var failure = new Boom("mine");
        return async(() -> {
            try {
                return env.failing(failure).await();
            } catch (Boom e) {
                return e == failure;
            }
        });
    }

    static Future<?> awaitInCatch(Env env) {
        return async(() -> {
            try {
                env.boom(env.leaf(true).await(), "plain");
                return "no";
            } catch (Boom e) {
                env.leaf(1).await();
                return e.getMessage() + env.leaf(2).await();
            }
        });
    }

    static Future<?> awaitInFinally(Env env) {
        return async(() -> {
            try {
                return env.leaf("value").await();
            } finally {
                env.log("finally " + env.leaf(1).await());
            }
        });
    }

    static Future<?> awaitEverywhere(Env env) {
        return async(() -> {
            String s = "";
            try {
                s += env.leaf("try ").await();
                env.failing("x").await();
            } catch (Boom e) {
                s += env.leaf("catch ").await() + e.getMessage();
            } finally {
                s += env.leaf(" finally").await();
            }
            return s + env.leaf(" after").await();
        });
    }

    static Future<?> finallyReplacesTheException(Env env) {
        return async(() -> {
            try {
                env.failing("first").await();
            } finally {
                env.leaf(1).await();
                env.failing("second").await();
            }
        });
    }

    @SuppressWarnings("finally")
    static Future<?> finallyReturns(Env env) {
        return async(() -> {
            try {
                return env.<String>failing("swallowed").await();
            } finally {
                return env.leaf("from finally").await();
            }
        });
    }

    static Future<?> returnThroughTwoFinallies(Env env) {
        return async(() -> {
            int n = 1;
            try {
                try {
                    return n + env.leaf(10).await();
                } finally {
                    n += 100;
                    env.log("inner " + env.leaf(n).await());
                }
            } finally {
                n += 1000;
                env.log("outer " + env.leaf(n).await());
            }
        });
    }

    static Future<?> breakAndContinueThroughFinally(Env env) {
        return async(() -> {
            String s = "";
            for (int i = 0; i < 5; i++) {
                try {
                    if (i == 1) {
                        continue;
                    }
                    if (env.leaf(i).await() == 3) {
                        break;
                    }
                    s += i;
                } finally {
                    s += env.leaf("f").await();
                }
            }
            return s;
        });
    }

    static Future<?> multiCatch(Env env) {
        return async(() -> {
            String all = "";
            for (int i = 0; i < 3; i++) {
                try {
                    switch (i) {
                        case 0 -> env.failing(new IOException("io")).await();
                        case 1 -> env.failing(new IllegalStateException("ise")).await();
                        default -> env.failing("boom").await();
                    }
                } catch (IOException | IllegalStateException e) {
                    all += e.getMessage() + env.leaf(i).await();
                } catch (Boom e) {
                    all += "other " + env.leaf(i).await();
                }
            }
            return all;
        });
    }

    static Future<?> orderedCatches(Env env) {
        return async(() -> {
            try {
                return env.<String>failing(new Boom.Small("small")).await();
            } catch (Boom.Small e) {
                return "small" + env.leaf(1).await();
            } catch (Boom e) {
                return "boom";
            } catch (Exception e) {
                return "exception";
            }
        });
    }

    static Future<?> preciseRethrow(Env env) {
        return async(() -> {
            try {
                env.failing("again").await();
            } catch (Exception e) {
                env.log("seen " + env.leaf(1).await());
                throw e;
            }
        });
    }

    static Future<?> catchThrows(Env env) {
        return async(() -> {
            try {
                env.failing("cause").await();
            } catch (Boom e) {
                throw new IllegalStateException("wrapped " + env.leaf(1).await(), e);
            } finally {
                env.log(env.leaf("finally").await());
            }
        });
    }

    static Future<?> exceptionInPlainCode(Env env) {
        return async(() -> {
            env.leaf(1).await();
            Object o = env.leaf((Object) null).await();
            env.log("before");
            return o.hashCode();
        });
    }

    static Future<?> nestedTryInEveryPart(Env env) {
        return async(() -> {
            try {
                try {
                    env.failing("a").await();
                } catch (Boom e) {
                    try {
                        env.failing("b" + env.leaf(1).await()).await();
                    } finally {
                        env.log("inner " + env.leaf(2).await());
                    }
                }
            } catch (Boom e) {
                env.log(e.getMessage());
            } finally {
                try {
                    env.failing("c").await();
                } catch (Boom e) {
                    env.log(e.getMessage() + env.leaf(3).await());
                }
            }
            return env.leaf("end").await();
        });
    }

    static Future<?> localsLiveIntoTheHandler(Env env) {
        return async(() -> {
            int progress = 0;
            String where = "start";
            try {
                progress = env.leaf(1).await();
                where = "middle";
                progress += env.leaf(10).await();
                env.failing("stop").await();
                where = "never";
            } catch (Boom e) {
                env.leaf(0).await();
                return where + progress + e.getMessage();
            }
            return "end";
        });
    }

    static Future<?> retryLoop(Env env) {
        return async(() -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    env.boom(env.leaf(attempt).await() < 3, "attempt " + attempt);
                    return "after " + attempt;
                } catch (Boom e) {
                    env.log(e.getMessage());
                    env.leaf(0).await();
                }
            }
        });
    }

    static Future<?> linesOfATrace(Env env) {
        return async(() -> {
            int before = line();
            env.leaf(1).await();
            int after = line();
            var cause = new Boom("made on the line of new, thrown elsewhere" + env.leaf(1).await());
            env.log(after - before);
            env.leaf(2).await();
            throw cause;
        });
    }

    private static int line() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst())
                .orElseThrow()
                .getLineNumber();
    }

    static Future<?> errorFromABody(Env env) {
        return async(() -> {
            env.leaf(1).await();
            throw new AssertionError("an error, not an exception");
        });
    }

    static Future<?> stackOverflowIsAnOrdinaryError(Env env) {
        return async(() -> {
            try {
                return endless(env.leaf(1).await());
            } catch (StackOverflowError e) {
                return "overflow " + env.leaf(2).await();
            }
        });
    }

    private static int endless(int n) {
        return endless(n + 1) + 1;
    }

    static Future<?> tryWithoutAnAwaitBetweenAwaits(Env env) {
        return async(() -> {
            int a = env.leaf(1).await();
            int b;
            try {
                b = Integer.parseInt("x" + a);
            } catch (NumberFormatException e) {
                b = -1;
            }
            return a + b + env.leaf(5).await();
        });
    }
}
