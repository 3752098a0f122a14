package yamanote.internal.scheduler;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Waker;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.task.UnreadResults;
import yamanote.internal.timer.TimeSource;
import yamanote.internal.timer.TimerWheel;

/** A future that drives a set, played by an actor; its own waker and runtime. */
final class PlayedDriver extends LocalDriver {
    private static final Services SERVICES = new NoServices();

    private final Woken woken = new Woken();

    /** One poll; true if no task is left. */
    boolean drive(LocalTasks tasks, boolean close) {
        Context cx = Context.of(woken);
        Object outside = tasks.enter(this, cx, SERVICES);
        if (close) {
            tasks.close();
        }
        tasks.tick(cx, outside);
        boolean done = tasks.isDone();
        tasks.leave(this, outside, !done);
        return done;
    }

    boolean wasWoken() {
        return woken.woken;
    }

    private static final class Woken extends Waker {
        private volatile boolean woken;

        @Override
        public void wake() {
            woken = true;
        }
    }

    private static final class NoServices implements Services {
        private final UnreadResults unread = new UnreadResults((_, _) -> {});
        private final Seeds seeds = new Seeds(1);

        @Override
        public TimeSource time() {
            throw new AssertionError("no clock");
        }

        @Override
        public TimerWheel wheel() {
            throw new AssertionError("no timers");
        }

        @Override
        public Reactor reactor() {
            throw new AssertionError("no I/O");
        }

        @Override
        public UnreadResults unread() {
            return unread;
        }

        @Override
        public Seeds seeds() {
            return seeds;
        }

        @Override
        public @Nullable TaskHooks hooks() {
            return null;
        }
    }
}
