package yamanote.signal;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.sync.Watch;

/**
 * A listener for one kind of signal. Mirrors {@code tokio::signal::unix::Signal}.
 *
 * <pre>{@code
 * try (var hangup = Signal.listen(SignalKind.HANGUP)) {
 *     while (true) {
 *         hangup.receive().await();
 *         settings.send(load());
 *     }
 * }
 * }</pre>
 *
 * <p>Signals coalesce, as they do in the system: any number of them since the last {@link #receive}
 * are received once. Every listener hears of every signal after its creation; closing one affects
 * no other. One owner at a time.
 */
public final class Signal implements Owned {
    private final SignalKind kind;
    private final Watch.Receiver<Long> received;
    private boolean closed;

    private Signal(SignalKind kind, Watch.Receiver<Long> received) {
        this.kind = kind;
        this.received = received;
    }

    /**
     * A listener. From then on signals of that kind do nothing else to this process, even after the
     * listener has been closed.
     *
     * @throws IllegalArgumentException for a kind that cannot be listened to: KILL and STOP, which
     *     no process can; ILL, FPE, SEGV, QUIT and others that the JVM needs; one that is unknown
     */
    public static Signal listen(SignalKind kind) {
        return new Signal(kind, SignalHub.subscribe(kind));
    }

    /**
     * Ends with the next Ctrl-C (SIGINT) after its first poll. Cancel safe. For more than one make
     * a listener, which misses none.
     */
    @CancelSafety(NOTHING_LOST)
    public static Future<@Nullable Void> ctrlC() {
        return next(SignalKind.INTERRUPT);
    }

    /** As {@link #ctrlC}, for SIGTERM. */
    @CancelSafety(NOTHING_LOST)
    public static Future<@Nullable Void> terminate() {
        return next(SignalKind.TERMINATE);
    }

    private static Future<@Nullable Void> next(SignalKind kind) {
        return new NextSignal(kind);
    }

    /** What it listens to. */
    public SignalKind kind() {
        return kind;
    }

    /** Waits for a signal since the last one received. Cancel safe: none is lost. */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> receive() {
        return received.changed();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        received.close();
        SignalHub.listenerClosed();
    }
}
