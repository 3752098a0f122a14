package yamanote.verify.corpus;

import static yamanote.Async.async;

import yamanote.future.AsyncCloseable;
import yamanote.future.Future;
import yamanote.verify.probe.Boom;
import yamanote.verify.probe.Env;

/** try-with-resources: plain ones, and those whose close is awaited (R16). */
@SuppressWarnings("try")
final class Resources {
    private Resources() {}

    static Future<?> one(Env env) {
        return async(() -> {
            try (var r = env.resource("r")) {
                return env.leaf("body").await();
            }
        });
    }

    static Future<?> severalCloseInReverse(Env env) {
        return async(() -> {
            try (var a = env.resource("a");
                    var b = env.resource(env.leaf("b").await());
                    var c = env.resource("c")) {
                env.leaf(1).await();
                env.log("body");
            }
            return env.leaf("end").await();
        });
    }

    static Future<?> nullResource(Env env) {
        return async(() -> {
            try (AutoCloseable none = env.leaf((AutoCloseable) null).await();
                    var some = env.resource("some")) {
                return none == null ? env.leaf("null").await() : "?";
            }
        });
    }

    static Future<?> bodyAndCloseFail(Env env) {
        return async(() -> {
            try (var a = env.resource("a", true);
                    var b = env.resource("b", true)) {
                env.failing("body").await();
            }
        });
    }

    static Future<?> onlyCloseFails(Env env) {
        return async(() -> {
            try (var a = env.resource("a");
                    var b = env.resource("b", true)) {
                return env.leaf(1).await();
            }
        });
    }

    static Future<?> openingFails(Env env) {
        return async(() -> {
            try (var a = env.resource("a");
                    AutoCloseable b = env.<AutoCloseable>failing("open").await()) {
                env.log("never");
            } catch (Boom e) {
                return e.getMessage() + env.leaf(1).await();
            } finally {
                env.log(env.leaf("finally").await());
            }
            return "no";
        });
    }

    static Future<?> existingVariable(Env env) {
        return async(() -> {
            AutoCloseable r = env.resource("existing");
            try (r) {
                env.leaf(1).await();
            }
            return env.leaf(2).await();
        });
    }

    static Future<?> asyncClose(Env env) {
        return async(() -> {
            try (var r = env.asyncResource("r")) {
                return env.leaf("body").await();
            }
        });
    }

    static Future<?> asyncCloseOnTheExceptionalPath(Env env) {
        return async(() -> {
            try (var r = env.asyncResource("r")) {
                env.leaf(1).await();
                throw new Boom("body");
            }
        });
    }

    static Future<?> asyncCloseFailsAfterTheBody(Env env) {
        return async(() -> {
            try (var r = env.asyncResource("r", true)) {
                env.failing("body").await();
            } catch (Boom e) {
                env.leaf(1).await();
                throw e;
            }
        });
    }

    static Future<?> asyncCloseFailsAlone(Env env) {
        return async(() -> {
            try (var r = env.asyncResource("r", true)) {
                return env.leaf("lost").await();
            }
        });
    }

    static Future<?> severalAsync(Env env) {
        return async(() -> {
            try (AsyncCloseable a = env.asyncResource("a");
                    var plain = env.resource("plain");
                    AsyncCloseable b = env.asyncResource("b")) {
                env.leaf(1).await();
            }
            return "closed";
        });
    }

    static Future<?> asyncBehindAutoCloseable(Env env) {
        return async(() -> {
            try (AutoCloseable hidden = env.asyncResource("hidden");
                    AutoCloseable plain = env.resource("plain")) {
                return env.leaf("body").await();
            }
        });
    }

    static Future<?> nullAsync(Env env) {
        return async(() -> {
            try (AsyncCloseable none = env.leaf((AsyncCloseable) null).await()) {
                return env.leaf("body").await();
            }
        });
    }

    static Future<?> returnBreakContinue(Env env) {
        return async(() -> {
            for (int i = 0; ; i++) {
                try (var r = env.asyncResource("r" + i);
                        var s = env.resource("s" + i)) {
                    if (i == 0) {
                        continue;
                    }
                    if (i == 1) {
                        env.leaf(i).await();
                        continue;
                    }
                    return env.leaf("returned").await();
                }
            }
        });
    }

    static Future<?> nested(Env env) {
        return async(() -> {
            try (var outer = env.asyncResource("outer")) {
                try (var inner = env.asyncResource("inner", true)) {
                    env.leaf(1).await();
                } catch (Boom e) {
                    env.log("caught " + e.getMessage() + env.leaf(2).await());
                }
                env.failing("after").await();
            } finally {
                env.log(env.leaf("finally").await());
            }
        });
    }

    static Future<?> closeCalledByHand(Env env) {
        return async(() -> {
            AsyncCloseable r = env.asyncResource("r");
            env.leaf(1).await();
            r.close();
            env.log("closed by hand");
            return env.leaf(2).await();
        });
    }

    static Future<?> pinned(Env env) {
        return async(() -> {
            try (var pinned = env.leaf(5).pinned()) {
                return pinned.await() + env.leaf(1).await();
            }
        });
    }

    static Future<?> pinnedLeftPending(Env env) {
        return async(() -> {
            try (var pinned = env.stubborn(5).pinned()) {
                env.log(pinned == null ? "no" : "left pending");
            }
            return env.leaf("end").await();
        });
    }
}
