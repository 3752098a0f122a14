/**
 * The asynchronous runtime: lazy futures, tasks, a scheduler, a reactor, timers and the primitives
 * on top. Start at {@link yamanote.Async} and {@code yamanote.runtime.AsyncRuntime}.
 */
@org.jspecify.annotations.NullMarked
module yamanote.core {
    requires jdk.net;
    requires static org.jspecify;

    exports yamanote.fs;
    exports yamanote.future;
    exports yamanote.internal.probe to
            yamanote.test;
    exports yamanote.io;
    exports yamanote.io.codec;
    exports yamanote.net;
    exports yamanote.process;
    exports yamanote.runtime;
    exports yamanote.stream;
    exports yamanote.signal;
    exports yamanote.sync;
    exports yamanote.task;
    exports yamanote.time;
    exports yamanote.tls;
    exports yamanote.woven;
    exports yamanote;
}
