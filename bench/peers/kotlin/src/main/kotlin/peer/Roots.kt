package peer

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import yamanote.bench.harness.Options
import yamanote.bench.harness.Workload

/** Tasks of the pool; its size is set on the command line of the JVM. */
val pool = CoroutineScope(SupervisorJob() + Dispatchers.Default)

/** Iterations driven by runBlocking of the main thread or, as `_pool`, by a task. */
fun rooted(o: Options, ops: Int, root: suspend () -> Unit): Workload.Timed =
    if (o.pool()) {
        Workload.Timed(ops.toLong(), false, true) { n ->
            runBlocking { pool.launch { for (i in 0 until n) root() }.join() }
        }
    } else {
        Workload.plain(ops.toLong()) { runBlocking { root() } }
    }

/** A current-thread runtime: runBlocking with its own event loop, whose scope spawns. */
fun single(o: Options, ops: Int, root: suspend CoroutineScope.() -> Unit): Workload.Timed? =
    if (o.pool()) null else Workload.plain(ops.toLong()) { runBlocking { root() } }
