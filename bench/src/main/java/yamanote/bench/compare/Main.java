package yamanote.bench.compare;

import yamanote.bench.harness.Catalogue;
import yamanote.bench.harness.Harness;

/** The Yamanote side of {@code bench/compare}: one workload a process, one line a sample. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Harness.main(
                args,
                Catalogue.of(
                        Spawning::find,
                        Switching::find,
                        Blocking::find,
                        Channels::find,
                        Unbounded::find,
                        Requests::find,
                        Semaphores::find,
                        RwLocks::find,
                        Notifying::find,
                        Watching::find,
                        Broadcasts::find,
                        Timers::find,
                        FiredTimers::find,
                        Memory::find,
                        Harm::find,
                        Wakes::find));
    }
}
