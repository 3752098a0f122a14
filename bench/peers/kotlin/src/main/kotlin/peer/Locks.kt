package peer

import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import yamanote.bench.harness.Options
import yamanote.bench.harness.Workload

private const val OPS = 6

/** kotlinx.coroutines has no read-write lock. */
fun locks(o: Options): Workload? {
    val roomy = Semaphore(10)
    return when (o.workload()) {
        "sem_unc_multi" -> rooted(o, OPS) { repeat(OPS) { roomy.withPermit {} } }
        "sem_unc_concurrent_multi" -> tasks(o, roomy)
        "sem_cont_concurrent_multi" -> tasks(o, Semaphore(5))
        "sem_unc_concurrent_single" -> futures(o, roomy)
        "sem_cont_concurrent_single" -> futures(o, Semaphore(5))
        else -> null
    }
}

private fun tasks(o: Options, s: Semaphore): Workload =
    rooted(o, OPS) { List(OPS) { pool.launch { s.withPermit {} } }.joinAll() }

/** There are no futures without a coroutine of their own: these are six of the event loop. */
private fun futures(o: Options, s: Semaphore): Workload? =
    single(o, OPS) { List(OPS) { launch { s.withPermit {} } }.joinAll() }
