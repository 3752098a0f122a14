package yamanote.net;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.time.Sleep;

/**
 * Accepts for a server, whatever happens. Out of descriptors it refuses connections that wait; if
 * that is not possible either, it pauses, longer each time.
 */
final class Acceptor<S extends SocketStream> {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final SocketListener<S> listener;
    private final ReserveDescriptor reserve = new ReserveDescriptor();
    private @Nullable Sleep pause;
    private Duration nextPause = FIRST_PAUSE;
    private boolean failing;

    Acceptor(SocketListener<S> listener) {
        this.listener = listener;
    }

    /** Before the first {@link #poll}. */
    void begin() {
        reserve.hold();
    }

    /** The next connection, or null with the waker of {@code cx} stored. */
    @Nullable S poll(Context cx) throws SocketClosedException {
        for (; ; ) {
            if (isPausing(cx)) {
                return null;
            }
            S stream = accept(cx);
            if (stream != null) {
                failing = false;
                nextPause = FIRST_PAUSE;
                return stream;
            }
            if (pause == null) {
                return null;
            }
        }
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

    /** Accepts no more. */
    void end(Context cx) {
        reserve.release();
        if (pause != null) {
            pause.cancel(cx);
            pause = null;
        }
    }
}
