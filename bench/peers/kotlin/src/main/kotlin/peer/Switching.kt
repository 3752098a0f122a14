package peer

import java.util.concurrent.BlockingQueue
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.launch
import kotlinx.coroutines.yield
import yamanote.bench.harness.Options
import yamanote.bench.harness.Workload

private const val YIELDERS = 200
private const val YIELDS = 1_000
private const val PINGS = 1_000
private const val DEPTH = 1_000

fun switching(o: Options): Workload? {
    val done = LinkedBlockingQueue<Boolean>()
    return when (o.workload()) {
        "mt_yield_many" -> Workload.plain((YIELDERS * YIELDS).toLong()) {
            repeat(YIELDERS) {
                pool.launch {
                    repeat(YIELDS) { yield() }
                    done.put(true)
                }
            }
            repeat(YIELDERS) { done.take() }
        }
        "mt_ping_pong" -> {
            val left = AtomicInteger()
            Workload.plain(PINGS.toLong()) {
                left.set(PINGS)
                pool.launch { repeat(PINGS) { ping(left, done) } }
                done.take()
            }
        }
        "mt_chained_spawn" -> Workload.plain(DEPTH.toLong()) {
            pool.launch { next(done, DEPTH) }
            done.take()
        }
        else -> null
    }
}

private fun ping(left: AtomicInteger, done: BlockingQueue<Boolean>) {
    pool.launch {
        val there = CompletableDeferred<Boolean>()
        val back = CompletableDeferred<Boolean>()
        pool.launch {
            there.await()
            back.complete(true)
        }
        there.complete(true)
        back.await()
        if (left.getAndDecrement() == 1) done.put(true)
    }
}

private fun next(done: BlockingQueue<Boolean>, n: Int) {
    if (n == 0) done.put(true) else pool.launch { next(done, n - 1) }
}
