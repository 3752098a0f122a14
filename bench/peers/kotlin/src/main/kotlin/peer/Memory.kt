package peer

import kotlin.time.Duration.Companion.hours
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import yamanote.bench.harness.MemoryReport
import yamanote.bench.harness.Options
import yamanote.bench.harness.Workload

/** A million parked coroutines. There is no notify; one deferred for all stands in for it. */
fun memory(o: Options): Workload? = when (o.workload()) {
    "mem_notify" -> Workload.Probe {
        val latch = CompletableDeferred<Unit>()
        val report = MemoryReport()
        weigh(report) { latch.await() }
        wake(report) { latch.complete(Unit) }
    }
    "mem_sleep" -> Workload.Probe { weigh(MemoryReport()) { delay(1.hours) } }
    "mem_oneshot" -> Workload.Probe {
        val all = arrayOfNulls<CompletableDeferred<Unit>>(MemoryReport.TASKS)
        val report = MemoryReport()
        weigh(report) { i ->
            val one = CompletableDeferred<Unit>()
            all[i] = one
            one.await()
        }
        wake(report) { for (one in all) one!!.complete(Unit) }
    }
    else -> null
}

private fun weigh(report: MemoryReport, park: suspend (Int) -> Unit) {
    pool.launch {
        repeat(MemoryReport.TASKS) { i ->
            pool.launch {
                report.parks()
                park(i)
                report.wakes()
            }
        }
    }
    while (!report.allParked()) Thread.sleep(1)
    report.spawned()
    Thread.sleep(200)
    report.weigh()
}

private fun wake(report: MemoryReport, wake: () -> Unit) {
    report.beginWake()
    pool.launch { wake() }
    while (!report.allWoken()) Thread.sleep(1)
    report.endWake()
}
