package yamanote.io;

import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.RuntimeBuilder;

/** The runtimes on which a promise holds that does not depend on where tasks run. */
enum Flavour {
    CURRENT_THREAD {
        @Override
        RuntimeBuilder builder() {
            return AsyncRuntime.currentThread();
        }
    },
    MULTI_THREAD {
        @Override
        RuntimeBuilder builder() {
            return AsyncRuntime.multiThread().workerThreads(2);
        }
    };

    abstract RuntimeBuilder builder();

    AsyncRuntime build() {
        return builder().build();
    }
}
