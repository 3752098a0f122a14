package peer

import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.launch
import yamanote.bench.harness.Options
import yamanote.bench.harness.Sink
import yamanote.bench.harness.Workload

private const val ROUNDS = 100

/**
 * A SharedFlow as a broadcast. A StateFlow is no watch here: it drops equal values and has no
 * notion of a version; so there is no watch, and no notify either.
 */
fun signals(o: Options): Workload? {
    val n = o.number("broadcast_")
    if (n < 0) return null
    val flow = MutableSharedFlow<Int>(extraBufferCapacity = 1000)
    val left = AtomicInteger()
    val allDone = Channel<Unit>(Channel.CONFLATED)
    repeat(n) {
        // Subscribed before the first value is sent.
        pool.launch(start = CoroutineStart.UNDISPATCHED) {
            flow.collect { value ->
                Sink.consume(value)
                if (left.getAndDecrement() == 1) allDone.trySend(Unit)
            }
        }
    }
    return rooted(o, ROUNDS * n) {
        repeat(ROUNDS) { i ->
            left.getAndAdd(n)
            flow.emit(i)
            while (left.get() > 0) allDone.receive()
        }
    }
}
