package yamanote.verify.corpus;

import static yamanote.Async.async;

import java.io.Serializable;
import yamanote.future.AsyncBody;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.verify.probe.Env;

/**
 * Bodies that are never woven: method references, serialisable lambdas, classes. They take the
 * virtual-thread fallback in every mode, and mix with woven ones.
 */
@SuppressWarnings("yamanote.unwoven")
final class MethodReferences {
    private final Env env;

    private MethodReferences(Env env) {
        this.env = env;
    }

    private String body() throws Exception {
        return "reference " + env.leaf(1).await() + env.leaf(2).await();
    }

    static Future<?> methodReference(Env env) {
        return async(new MethodReferences(env)::body);
    }

    static Future<?> methodReferenceInsideABody(Env env) {
        return async(() -> {
            var it = new MethodReferences(env);
            try {
                return env.leaf("<").await() + async(it::body).await();
            } finally {
                env.log(env.leaf("finally").await());
            }
        });
    }

    static Future<?> serialisableLambda(Env env) {
        AsyncBody<Integer> body = (AsyncBody<Integer> & Serializable) () -> 1 + env.leaf(2).await();
        return async(() -> async(body).await() + env.leaf(10).await());
    }

    static Future<?> classAsBody(Env env) {
        AsyncBody<Integer> body =
                new AsyncBody<>() {
                    @Override
                    public Integer run() throws Exception {
                        try {
                            return env.leaf(1).await() + env.leaf(2).await();
                        } finally {
                            env.log("clean-up " + env.leaf(3).await());
                        }
                    }
                };
        return async(() -> async(body).await() * env.leaf(10).await());
    }

    static Future<?> wovenInsideUnwoven(Env env) {
        AsyncBody<String> body =
                new AsyncBody<>() {
                    @Override
                    public String run() throws Exception {
                        return async(() -> "inner " + env.leaf(1).await()).await()
                                + env.leaf(2).await();
                    }
                };
        return async(() -> async(body).await());
    }

    /** A future with an await of its own. */
    private record Doubled(Future<Integer> future) implements Future<Integer> {
        @Override
        public Poll<Integer> poll(Context cx) throws Exception {
            return future.poll(cx);
        }

        @Override
        public boolean cancel(Context cx) {
            return future.cancel(cx);
        }

        @Override
        public Integer await() throws Exception {
            return 2 * Future.super.await();
        }
    }

    static Future<?> awaitOfAViewWithItsOwnPoll(Env env) {
        Future<Integer> future = new Doubled(env.leaf(4)).byRef();
        return async(() -> future.await() + env.leaf(1).await());
    }
}
