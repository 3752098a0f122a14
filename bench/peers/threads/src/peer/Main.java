package peer;

import yamanote.bench.harness.Catalogue;
import yamanote.bench.harness.Harness;

/** The virtual-thread side of {@code bench/compare}: plain Java 25 and java.util.concurrent. */
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
                        Locks::find,
                        Notifying::find,
                        Watch::find,
                        Sleeping::find));
    }
}
