package peer

import kotlin.time.Duration.Companion.microseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import yamanote.bench.harness.FireReport
import yamanote.bench.harness.Options
import yamanote.bench.harness.Sink
import yamanote.bench.harness.Workload

private const val SHORT = 10_000

/** A delay cannot be made without waiting for it: no time_sleep, no timer_held. */
fun timers(o: Options): Workload? = when (o.workload()) {
    "time_timeout_ct" -> single(o, SHORT) { launch { timeouts(SHORT) }.join() }
    "time_timeout_mt" -> rooted(o, SHORT) {
        List(o.workers()) { pool.launch { timeouts(SHORT / o.workers()) } }.joinAll()
    }
    "timer_fire_mt" -> Workload.Probe {
        fire(100_000)
        fire(FireReport.TASKS).print()
        fire(FireReport.TASKS).print()
    }
    else -> null
}

private suspend fun timeouts(n: Int) {
    repeat(n) { Sink.consume(withTimeout(1.seconds) { 1 }) }
}

private fun fire(tasks: Int): FireReport {
    val report = FireReport(tasks)
    pool.launch {
        repeat(tasks) {
            val pause = report.nextPause()
            pool.launch {
                val due = FireReport.due(pause)
                delay(pause.microseconds)
                report.woke(due)
            }
        }
    }
    while (!report.finished()) Thread.sleep(1)
    return report
}
