package yamanote.verify.probe;

import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;

/** The context of one poll, with a waker of its own: a leaf must always be given the newest. */
final class ProbeContext extends Context {
    private final Env env;
    private final Waker waker = Waker.of(() -> {});

    ProbeContext(Env env) {
        this.env = env;
    }

    @Override
    public Waker waker() {
        return waker;
    }

    @Override
    public void cleanUpFailed(Future<?> cancelled, Throwable failure) {
        env.log("clean-up failed: " + Show.failure(failure));
    }

    @Override
    public int random(int bound) {
        return 0;
    }
}
