package yamanote.verify.probe;

import yamanote.future.AsyncCloseable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** A resource whose close awaits one leaf. Hand-written throughout, so that no mode weaves it. */
final class AsyncResource implements AsyncCloseable {
    private final Env env;
    private final String name;
    private final boolean closeFails;

    AsyncResource(Env env, String name, boolean closeFails) {
        this.env = env;
        this.name = name;
        this.closeFails = closeFails;
    }

    @Override
    public Future<Void> closeAsync() {
        env.log("closing " + name);
        Future<Void> wait = env.leaf(null);
        return new Future<>() {
            @Override
            public Poll<Void> poll(Context cx) throws Exception {
                Poll<Void> poll = wait.poll(cx);
                if (poll.isReady()) {
                    env.log("closed " + name);
                    env.boom(closeFails, "close of " + name);
                }
                return poll;
            }

            @Override
            public boolean cancel(Context cx) {
                return wait.cancel(cx);
            }
        };
    }
}
