package yamanote.stream;

import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.RuntimeBuilder;

/** The runtimes on which a claim is to hold. */
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
