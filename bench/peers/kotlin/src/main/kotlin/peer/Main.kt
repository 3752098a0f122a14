// The kotlinx.coroutines side of bench/compare: one workload a process, one line a sample.
package peer

import yamanote.bench.harness.Catalogue
import yamanote.bench.harness.Harness

fun main(args: Array<String>) {
    Harness.main(
        args,
        Catalogue.of(
            Catalogue(::spawning),
            Catalogue(::switching),
            Catalogue(::channels),
            Catalogue(::locks),
            Catalogue(::signals),
            Catalogue(::timers),
            Catalogue(::memory),
        ),
    )
}
