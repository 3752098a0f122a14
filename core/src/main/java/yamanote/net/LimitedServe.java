package yamanote.net;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncConsumer;
import yamanote.future.CleanUp;
import yamanote.future.Combinators;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.future.Poll;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.runtime.RuntimeCore;
import yamanote.sync.Semaphore;
import yamanote.task.CancellationToken;
import yamanote.task.TaskScope;
import yamanote.time.Sleep;

/**
 * A server with limits.
 *
 * <pre>
 *   SERVING ---told to stop---> DRAINING ---deadline---> CLOSING ---all have ended---> ENDED
 *      |                           |  `------------all have ended----------------------^
 *      `-------------cancel--------`-------------------> CLOSING
 * </pre>
 *
 * A connection has its place (a permit) and its stream until its task's future has ended; the scope
 * says when the tasks themselves have.
 */
final class LimitedServe<S extends SocketStream> implements Future<Integer> {
    private enum State {
        SERVING,
        DRAINING,
        CLOSING,
        ENDED
    }

    private final SocketListener<S> listener;
    private final AsyncConsumer<? super S> handler;
    private final ServeLimits limits;
    private final Acceptor<S> acceptor;
    private final Semaphore places;
    private final TaskScope<@Nullable Void, @Nullable Void> scope = TaskScope.create();
    private State state = State.SERVING;

    /** Null before the first poll. */
    private @Nullable RuntimeCore runtime;

    private @Nullable Future<@Nullable Void> stop;

    /** The place of the next connection, or the wait for one. */
    private Semaphore.@Nullable Permit place;

    private @Nullable Future<Semaphore.Permit> placeWait;

    private @Nullable Sleep deadline;
    private @Nullable Future<@Nullable Void> allEnded;
    private @Nullable Future<@Nullable Void> close;
    private int cancelled;

    LimitedServe(SocketListener<S> listener, AsyncConsumer<? super S> handler, ServeLimits limits) {
        this.listener = listener;
        this.handler = handler;
        this.limits = limits;
        this.acceptor = new Acceptor<>(listener);
        this.places = Semaphore.of(limits.maxConnections());
    }

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
        if (state == State.SERVING) {
            serve(cx);
        }
        if (state == State.DRAINING) {
            drain(cx);
        }
        if (state == State.CLOSING) {
            close(cx);
        }
        if (state != State.ENDED) {
            return Poll.pending();
        }
        if (runtime == null) {
            throw new IllegalStateException("this serve has ended: make a new one");
        }
        runtime = null;
        return Poll.ready(cancelled);
    }

    private void serve(Context cx) throws Exception {
        RuntimeCore current = runtime();
        while (!isStopped(cx)) {
            if (!hasPlace(cx)) {
                return;
            }
            S stream;
            try {
                stream = acceptor.poll(cx);
            } catch (SocketClosedException e) {
                break;
            }
            if (stream == null) {
                return;
            }
            spawn(stream, current);
        }
        stopAccepting(cx);
        // Who connects from now on is to be refused, not to be kept waiting.
        listener.close();
        deadline = Sleep.of(limits.drainTimeout());
        allEnded = scope.join();
        state = State.DRAINING;
    }

    private RuntimeCore runtime() {
        RuntimeCore current = runtime;
        if (current == null) {
            current = CurrentRuntime.require(listener.getClass().getSimpleName() + ".serve");
            current.wheel(); // throws here, and not at the end, if there are no timers
            runtime = current;
            CancellationToken token = limits.stop();
            stop = token == null ? Futures.pending() : token.cancelled();
            acceptor.begin();
        }
        return current;
    }

    private boolean isStopped(Context cx) throws Exception {
        return Objects.requireNonNull(stop).poll(cx).isReady()
                || listener.registration.pollShutDown(cx);
    }

    private boolean hasPlace(Context cx) throws Exception {
        if (place != null) {
            return true;
        }
        if (placeWait == null) {
            place = places.tryAcquire();
            if (place != null) {
                return true;
            }
            placeWait = places.acquire();
        }
        if (placeWait.poll(cx) instanceof Poll.Ready<Semaphore.Permit>(var granted)) {
            place = granted;
            placeWait = null;
        }
        return place != null;
    }

    private void spawn(S stream, RuntimeCore current) {
        Semaphore.Permit taken = Objects.requireNonNull(place);
        place = null;
        Future<?> served;
        try {
            served = Combinators.owning(taken, Combinators.owning(stream, handler.start(stream)));
        } catch (Throwable t) {
            stream.close();
            taken.close();
            ServedConnection.report(t, handler, current);
            return;
        }
        scope.spawn(new ServedConnection(served, current));
    }

    private void stopAccepting(Context cx) {
        acceptor.end(cx);
        if (stop != null) {
            CleanUp.cancel(stop, cx);
        }
        if (placeWait != null) {
            CleanUp.cancel(placeWait, cx);
            placeWait = null;
        }
        if (place != null) {
            place.close();
            place = null;
        }
    }

    private void drain(Context cx) throws Exception {
        if (Objects.requireNonNull(allEnded).poll(cx).isReady()) {
            stopWaiting(cx);
            state = State.ENDED;
        } else if (Objects.requireNonNull(deadline).poll(cx).isReady()) {
            cancelled = scope.size();
            stopWaiting(cx);
            close = scope.closeAsync();
            state = State.CLOSING;
        }
    }

    private void stopWaiting(Context cx) {
        Objects.requireNonNull(deadline).cancel(cx);
        CleanUp.cancel(Objects.requireNonNull(allEnded), cx);
    }

    private void close(Context cx) {
        if (CleanUp.drive(Objects.requireNonNull(close), cx)) {
            state = State.ENDED;
        }
    }

    @Override
    public boolean cancel(Context cx) {
        if (runtime == null) {
            state = State.ENDED;
            return true;
        }
        switch (state) {
            case SERVING -> stopAccepting(cx);
            case DRAINING -> stopWaiting(cx);
            case CLOSING, ENDED -> {}
        }
        if (state == State.SERVING || state == State.DRAINING) {
            close = scope.closeAsync();
            state = State.CLOSING;
        }
        if (state == State.CLOSING) {
            close(cx);
        }
        if (state != State.ENDED) {
            return false;
        }
        runtime = null;
        return true;
    }
}
