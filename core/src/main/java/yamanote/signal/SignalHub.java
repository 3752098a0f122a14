package yamanote.signal;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import yamanote.sync.Watch;

/**
 * Who listens to what in this process: for each kind a count of signals that listeners watch.
 * Static since signals are a state of the process.
 */
final class SignalHub {
    private static final ConcurrentHashMap<SignalKind, Watch.Sender<Long>> COUNTS =
            new ConcurrentHashMap<>();

    private static final AtomicInteger LISTENERS = new AtomicInteger();

    private SignalHub() {}

    static Watch.Receiver<Long> subscribe(SignalKind kind) {
        Watch.Receiver<Long> receiver =
                COUNTS.computeIfAbsent(kind, SignalHub::install).subscribe();
        LISTENERS.incrementAndGet();
        return receiver;
    }

    /** Inside of computeIfAbsent: once for each kind; if it throws, the kind stays as it was. */
    private static Watch.Sender<Long> install(SignalKind kind) {
        Watch.Channel<Long> channel = Watch.channel(0L);
        channel.receiver().close();
        Watch.Sender<Long> count = channel.sender();
        JvmSignals.handle(kind, () -> count.sendModify(it -> it + 1));
        return count;
    }

    static void listenerClosed() {
        LISTENERS.decrementAndGet();
    }

    /** Listeners that are not closed. */
    static int listeners() {
        return LISTENERS.get();
    }
}
