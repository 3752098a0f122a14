package peer

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import yamanote.bench.harness.Options
import yamanote.bench.harness.Sink
import yamanote.bench.harness.Workload

private const val SENDERS = 5
private const val EACH = 1_000
private const val ALL = SENDERS * EACH
private const val ROOMY = 1_000_000
private const val TIGHT = 100
private const val REQUESTS = 1_000

fun channels(o: Options): Workload? = when (o.workload()) {
    "mpsc_cont_bounded" -> contended(o, ROOMY)
    "mpsc_cont_bounded_full" -> contended(o, TIGHT)
    "mpsc_cont_unbounded" -> contended(o, Channel.UNLIMITED)
    "mpsc_unc_bounded" -> uncontended(o, ROOMY)
    "mpsc_unc_unbounded" -> uncontended(o, Channel.UNLIMITED)
    "mpsc_create_100" -> Workload.plain(1) { Sink.consume(Channel<LongArray>(100)) }
    "request_reply_mt", "request_reply_mt1" -> requestReply(o)
    "request_reply_ct" -> single(o, REQUESTS) {
        val requests = Channel<CompletableDeferred<Int>>(10)
        launch { for (r in requests) r.complete(1) }
        ask(requests)
        requests.close()
    }
    "oneshot_local" -> single(o, REQUESTS) {
        repeat(REQUESTS) { i ->
            val oneshot = CompletableDeferred<Int>()
            oneshot.complete(i and 127)
            Sink.consume(oneshot.await())
        }
    }
    else -> null
}

private fun contended(o: Options, capacity: Int): Workload = rooted(o, ALL) {
    val channel = Channel<Int>(capacity)
    repeat(SENDERS) { pool.launch { repeat(EACH) { i -> channel.send(i and 127) } } }
    repeat(ALL) { Sink.consume(channel.receive()) }
}

private fun uncontended(o: Options, capacity: Int): Workload = rooted(o, ALL) {
    val channel = Channel<Int>(capacity)
    repeat(ALL) { i -> channel.send(i and 127) }
    repeat(ALL) { Sink.consume(channel.receive()) }
}

private fun requestReply(o: Options): Workload {
    val requests = Channel<CompletableDeferred<Int>>(10)
    pool.launch { for (r in requests) r.complete(1) }
    return rooted(o, REQUESTS) { ask(requests) }
}

private suspend fun ask(requests: Channel<CompletableDeferred<Int>>) {
    repeat(REQUESTS) {
        val answer = CompletableDeferred<Int>()
        requests.send(answer)
        Sink.consume(answer.await())
    }
}
