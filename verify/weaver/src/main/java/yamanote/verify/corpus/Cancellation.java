package yamanote.verify.corpus;

import static yamanote.Async.async;

import yamanote.future.CancelledError;
import yamanote.future.Future;
import yamanote.verify.probe.Boom;
import yamanote.verify.probe.Env;

/** What bodies do when they are cancelled: at each suspension, in order, once. */
@SuppressWarnings("try")
final class Cancellation {
    private Cancellation() {}

    static Future<?> finallyRuns(Env env) {
        return async(() -> {
            try {
                env.leaf(1).await();
                return env.leaf(2).await();
            } finally {
                env.log("finally");
            }
        });
    }

    static Future<?> finallyAwaits(Env env) {
        return async(() -> {
            try {
                env.leaf(1).await();
            } finally {
                env.log("enter");
                env.leaf(2).await();
                env.leaf(3).await();
                env.log("leave");
            }
            env.log("not after a cancellation");
        });
    }

    static Future<?> innerBeforeOuter(Env env) {
        return async(() -> {
            try {
                level(env, 3).await();
            } finally {
                env.log("outermost " + env.leaf(0).await());
            }
        });
    }

    private static Future<Void> level(Env env, int n) {
        return async(() -> {
            try {
                if (n > 0) {
                    level(env, n - 1).await();
                } else {
                    env.leaf("bottom").await();
                }
            } finally {
                env.log("level " + n + env.leaf(".").await());
            }
        });
    }

    static Future<?> caughtAndRethrown(Env env) {
        return async(() -> {
            try {
                return env.leaf(1).await();
            } catch (CancelledError e) {
                env.log("cancelled: " + e.getMessage() + e.getStackTrace().length);
                env.leaf(2).await();
                throw e;
            }
        });
    }

    @SuppressWarnings("yamanote.swallowedCancel")
    static Future<?> swallowed(Env env) {
        return async(() -> {
            try {
                return env.leaf(1).await();
            } catch (Throwable t) {
                env.log("swallowed");
            }
            int n = env.leaf(5).await();
            env.log("goes on " + n);
            return n + env.leaf(6).await();
        });
    }

    @SuppressWarnings("yamanote.swallowedCancel")
    static Future<?> swallowedWithAnOwnedValue(Env env) {
        return async(() -> {
            try {
                env.leaf(1).await();
            } catch (CancelledError e) {
                return env.owned("late");
            }
            return null;
        });
    }

    static Future<?> notCaughtByExceptionHandlers(Env env) {
        return async(() -> {
            try {
                return env.leaf(1).await();
            } catch (Exception e) {
                env.log("never");
                return -1;
            }
        });
    }

    static Future<?> cleanUpThrows(Env env) {
        return async(() -> {
            try {
                env.leaf(1).await();
            } finally {
                env.boom(true, "clean-up");
            }
        });
    }

    static Future<?> asyncCleanUpThrows(Env env) {
        return async(() -> {
            try {
                env.leaf(1).await();
            } finally {
                env.leaf(2).await();
                env.failing("late clean-up").await();
            }
        });
    }

    static Future<?> childCleanUpThrows(Env env) {
        return async(() -> {
            try {
                cleanUpThrows(env).await();
            } finally {
                env.log("outer");
            }
        });
    }

    static Future<?> childAsyncCleanUpThrows(Env env) {
        return async(() -> {
            try {
                asyncCleanUpThrows(env).await();
            } catch (Boom e) {
                env.log("not by a cancellation: " + e.getMessage());
            } finally {
                env.log("outer " + env.leaf(3).await());
            }
        });
    }

    static Future<?> stubbornLeaf(Env env) {
        return async(() -> {
            try {
                return env.stubborn("s").await();
            } finally {
                env.log("after the leaf");
            }
        });
    }

    static Future<?> stubbornLeafDeepDown(Env env) {
        return async(() -> {
            try {
                return async(
                                () -> {
                                    try {
                                        return env.stubborn(1).await();
                                    } finally {
                                        env.log("inner " + env.stubborn(2).await());
                                    }
                                })
                        .await();
            } finally {
                env.log("outer " + env.leaf(3).await());
            }
        });
    }

    static Future<?> resourcesClose(Env env) {
        return async(() -> {
            try (var a = env.resource("a");
                    var b = env.asyncResource("b");
                    var c = env.resource("c", true)) {
                return env.leaf(1).await();
            }
        });
    }

    static Future<?> asyncResourcesCloseInOrder(Env env) {
        return async(() -> {
            try (var a = env.asyncResource("a");
                    var b = env.asyncResource("b", true)) {
                env.leaf(1).await();
            } finally {
                env.log("finally " + env.leaf(2).await());
            }
        });
    }

    static Future<?> cancelledInsideALoop(Env env) {
        return async(() -> {
            int done = 0;
            try {
                for (; done < 4; done++) {
                    try (var r = env.resource("r" + done)) {
                        env.leaf(done).await();
                    }
                }
                return done;
            } finally {
                env.log("done " + done);
            }
        });
    }

    static Future<?> finallyStartsAChild(Env env) {
        return async(() -> {
            try {
                env.leaf(1).await();
            } finally {
                async(
                                () -> {
                                    try {
                                        env.leaf(2).await();
                                    } finally {
                                        env.log("child ended " + env.leaf(3).await());
                                    }
                                })
                        .await();
                env.log("ended");
            }
        });
    }

    static Future<?> byRefIsNotCancelled(Env env) {
        return async(() -> {
            Future<Integer> kept = env.leaf(1);
            try {
                return kept.byRef().await();
            } finally {
                env.log("still usable");
            }
        });
    }

    static Future<?> throwsItsOwnCancelledError(Env env) {
        return async(() -> {
            env.leaf(1).await();
            throw new CancelledError();
        });
    }

    static Future<?> argumentsOnTheStackWhenCancelled(Env env) {
        return async(() -> {
            try {
                return Math.max(env.note(1), Math.max(env.leaf(2).await(), env.leaf(3).await()));
            } finally {
                env.log("unwound");
            }
        });
    }
}
