package peer

import java.util.concurrent.BlockingQueue
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import yamanote.bench.harness.Options
import yamanote.bench.harness.Workload

private const val MANY = 10_000
private const val FEWER = 1_000
private const val BATCHES = 100
private const val BATCH = 16

fun spawning(o: Options): Workload? {
    o.number("basic_spawn").let { n -> if (n >= 0) return single(o, n) { spawnYielding(this, n) } }
    o.number("threaded_spawn").let { n -> if (n >= 0) return rooted(o, n) { spawnYielding(pool, n) } }
    o.number("spawn_blocking_").let { n -> if (n >= 0) return blocking(o, n) }
    return when (o.workload()) {
        "mt_spawn_many_local" -> many { left, done -> spawnCounting(left, done) }
        "mt_spawn_many_worker" -> many { left, done -> pool.launch { spawnCounting(left, done) } }
        "mt_spawn_many_remote_idle" -> manyRemote(MANY)
        "mt_spawn_many_remote_busy1" -> {
            repeat(8) { pool.launch { while (true) { yield(); stall() } } }
            manyRemote(MANY)
        }
        "mt_spawn_many_remote_busy2" -> {
            repeat(4) { chainForEver() }
            manyRemote(FEWER)
        }
        "ct_spawn_many_local" -> single(o, FEWER) {
            val handles = ArrayList<Job>(FEWER)
            repeat(FEWER) { handles.add(launch {}) }
            for (h in handles) h.join()
        }
        else -> null
    }
}

private suspend fun spawnYielding(scope: CoroutineScope, n: Int) {
    val handles = ArrayList<Deferred<Int>>(n)
    repeat(n) { handles.add(scope.async { yield(); 2 }) }
    for (h in handles) check(h.await() == 2)
}

private fun many(spawn: (AtomicInteger, BlockingQueue<Boolean>) -> Unit): Workload {
    val done = LinkedBlockingQueue<Boolean>()
    val left = AtomicInteger()
    return Workload.plain(MANY.toLong()) {
        spawn(left, done)
        done.take()
    }
}

private fun spawnCounting(left: AtomicInteger, done: BlockingQueue<Boolean>) {
    left.set(MANY)
    repeat(MANY) { pool.launch { if (left.getAndDecrement() == 1) done.put(true) } }
}

private fun manyRemote(n: Int): Workload {
    val handles = ArrayList<Job>(n)
    return Workload.plain(n.toLong()) {
        repeat(n) { handles.add(pool.launch {}) }
        runBlocking { for (h in handles) h.join() }
        handles.clear()
    }
}

private fun chainForEver() {
    pool.launch {
        stall()
        chainForEver()
    }
}

private fun stall() {
    val start = System.nanoTime()
    while (System.nanoTime() - start < 10_000) Thread.yield()
}

private fun blocking(o: Options, concurrency: Int): Workload =
    rooted(o, concurrency * BATCHES * BATCH) {
        val tasks = List(concurrency) {
            pool.launch {
                repeat(BATCHES) {
                    val jobs = ArrayList<Job>(BATCH)
                    repeat(BATCH) { jobs.add(pool.launch(Dispatchers.IO) {}) }
                    for (job in jobs) job.join()
                }
            }
        }
        for (task in tasks) task.join()
    }
