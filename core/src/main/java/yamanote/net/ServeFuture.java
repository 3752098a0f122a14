package yamanote.net;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncConsumer;
import yamanote.future.Combinators;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.runtime.RuntimeCore;
import yamanote.time.Sleep;

/**
 * Accepts for ever and spawns a task for each connection. Out of descriptors it refuses those that
 * wait; if that is not possible either, it pauses, longer each time.
 */
final class ServeFuture<S extends SocketStream> implements Future<@Nullable Void> {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final SocketListener<S> listener;
    private final AsyncConsumer<? super S> handler;
    private final ReserveDescriptor reserve = new ReserveDescriptor();

    /** Null before the first poll. */
    private @Nullable RuntimeCore runtime;

    private @Nullable Sleep pause;
    private Duration nextPause = FIRST_PAUSE;
    private boolean failing;
    private boolean ended;

    ServeFuture(SocketListener<S> listener, AsyncConsumer<? super S> handler) {
        this.listener = listener;
        this.handler = handler;
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) throws IOException {
        if (ended) {
            throw new IllegalStateException("this serve has ended: make a new one");
        }
        try {
            RuntimeCore current = runtime();
            while (!isPausing(cx)) {
                S stream = accept(cx);
                if (stream != null) {
                    spawn(stream, current);
                } else if (pause == null) {
                    return Poll.pending();
                }
            }
            return Poll.pending();
        } catch (IOException | RuntimeException e) {
            cancel(cx);
            throw e;
        }
    }

    private RuntimeCore runtime() {
        RuntimeCore current = runtime;
        if (current == null) {
            current = CurrentRuntime.require(listener.getClass().getSimpleName() + ".serve");
            runtime = current;
            reserve.hold();
        }
        return current;
    }

    private boolean isPausing(Context cx) {
        if (pause != null) {
            if (pause.poll(cx).isPending()) {
                return true;
            }
            pause = null;
            reserve.hold();
        }
        return false;
    }

    /** A connection, or null: nothing waits and the waker is stored, or a pause has begun. */
    private @Nullable S accept(Context cx) throws SocketClosedException {
        for (; ; ) {
            try {
                return listener.pollAccept(cx);
            } catch (SocketClosedException e) {
                throw e;
            } catch (IOException e) {
                if (!failing) {
                    failing = true;
                    // The logger may have to open its configuration first.
                    reserve.release();
                    System.getLogger("yamanote").log(Level.WARNING, "cannot accept connections", e);
                }
                if (!isOutOfDescriptors(e) || !reserve.refuse(listener)) {
                    pause = Sleep.of(nextPause);
                    nextPause = longer(nextPause);
                    return null;
                }
                cx.spend();
            }
        }
    }

    /** EMFILE and ENFILE; the JDK tells them from other failures by their text only. */
    private static boolean isOutOfDescriptors(IOException e) {
        String message = e.getMessage();
        return message != null && message.contains("Too many open files");
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void spawn(S stream, RuntimeCore current) {
        failing = false;
        nextPause = FIRST_PAUSE;
        try {
            current.spawn(Combinators.owning(stream, handler.start(stream)));
        } catch (RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    @Override
    public boolean cancel(Context cx) {
        ended = true;
        reserve.release();
        if (pause != null) {
            pause.cancel(cx);
            pause = null;
        }
        return true;
    }
}
