package yamanote.test;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.internal.probe.RuntimeProbe;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.EnterGuard;

/** One test: body, then what it left behind, then the end of its runtime, then what that showed. */
final class TestRun {
    private final TestSettings settings;
    private final long seed;

    /** Failures that nobody has read; written by any thread. */
    private final ArrayDeque<AssertionError> unread = new ArrayDeque<>();

    TestRun(TestSettings settings) {
        this.settings = settings;
        this.seed = settings.nextSeed();
    }

    <T extends @Nullable Object> T run(Future<? extends T> body) throws Exception {
        try {
            return runAndClose(body);
        } catch (Throwable failure) {
            for (AssertionError one = nextUnread(); one != null; one = nextUnread()) {
                suppress(failure, one);
            }
            suppress(failure, new Replay(TestSettings.replay(seed)));
            throw failure;
        }
    }

    private <T extends @Nullable Object> T runAndClose(Future<? extends T> body) throws Exception {
        T value;
        try (AsyncRuntime runtime =
                settings.builder(seed)
                        .shutdownTimeout(settings.patience().multipliedBy(5))
                        .onUnhandledFailure(this::nobodyRead)
                        .build()) {
            RuntimeProbe probe = probe(runtime);
            value = runBody(body, runtime, probe);
            if (!settings.leaksAllowed()) {
                Leaks.check(runtime, probe, settings.patience());
            }
        }
        AssertionError first = nextUnread();
        if (first != null) {
            throw first; // run() adds the others
        }
        return value;
    }

    private <T extends @Nullable Object> T runBody(
            Future<? extends T> body, AsyncRuntime runtime, RuntimeProbe probe) throws Exception {
        TestBody<T> root = new TestBody<>(body);
        Watch watch = new Watch(settings, root, probe);
        root.onBegin(watch::start);
        T value;
        try {
            value = runtime.blockOn(root);
        } catch (Throwable thrown) {
            watch.end(thrown);
            throw thrown;
        }
        watch.end(null);
        return value;
    }

    private static RuntimeProbe probe(AsyncRuntime runtime) {
        EnterGuard inside = runtime.handle().enter();
        try {
            return RuntimeProbe.current();
        } finally {
            inside.close();
        }
    }

    private void nobodyRead(String site, Throwable failure) {
        synchronized (unread) {
            unread.add(
                    new AssertionError(
                            "nobody has read the failure of the task "
                                    + site
                                    + ": await its handle or ask for its outcome()",
                            failure));
        }
    }

    /** Takes one, or null. */
    private @Nullable AssertionError nextUnread() {
        synchronized (unread) {
            return unread.pollFirst();
        }
    }

    private static void suppress(Throwable failure, Throwable what) {
        if (failure != what) {
            failure.addSuppressed(what);
        }
    }

    /** Says how to run a test again; no failure, and so without a trace. */
    private static final class Replay extends Exception {
        private static final long serialVersionUID = 1;

        Replay(String message) {
            super(message, null, false, false);
        }

        @Override
        public String toString() {
            return String.valueOf(getMessage());
        }
    }
}
