package yamanote.stream;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.waiter.Wakes;

/** One subscriber of a {@link StreamPublisher}, and the task that serves it. */
final class StreamSubscription<T> implements Flow.Subscription, Future<@Nullable Void> {
    /*
     * All signals but onSubscribe come from the task, hence one after the other. It ends by letting
     * go of the subscriber (a terminal signal, a cancel, a subscriber that throws); then it closes
     * the stream.
     *
     * `requested` only grows, up to MAX_VALUE, which means without end, until it is CANCELLED or
     * INVALID, for good; how many were sent is the task's own affair. Waking (Dekker): the task
     * leaves its waker, then looks at `requested` once more; request() and cancel() write that, then
     * take the waker. During a poll there is no waker: a subscriber that asks for more in onNext
     * wakes nobody.
     */
    private static final long CANCELLED = -1;
    private static final long INVALID = -2;

    private static final VarHandle REQUESTED = field("requested", long.class);
    private static final VarHandle WAKER = field("waker", Waker.class);

    private volatile long requested;
    private volatile @Nullable Waker waker;

    // The task's own; before the spawn, the publisher's.
    private @Nullable Supplier<? extends AsyncStream<? extends T>> source;
    private Flow.@Nullable Subscriber<? super T> subscriber;
    private @Nullable AsyncStream<? extends T> stream;
    private @Nullable Closing closing;
    private @Nullable Throwable failure;
    private long sent;

    StreamSubscription(
            Supplier<? extends AsyncStream<? extends T>> source,
            Flow.Subscriber<? super T> subscriber) {
        this.source = source;
        this.subscriber = subscriber;
    }

    private static VarHandle field(String name, Class<?> type) {
        return ConstantBootstraps.fieldVarHandle(
                MethodHandles.lookup(), name, VarHandle.class, StreamSubscription.class, type);
    }

    /** The first signal, before the task. */
    void open(Flow.Subscriber<? super T> subscriber) {
        try {
            subscriber.onSubscribe(this);
        } catch (Throwable thrown) {
            broken(thrown);
        }
    }

    @Override
    public void request(long count) {
        long seen;
        long next;
        do {
            seen = requested;
            if (seen < 0) {
                return;
            }
            long sum = seen + count;
            next = count <= 0 ? INVALID : sum < 0 ? Long.MAX_VALUE : sum;
        } while (!REQUESTED.compareAndSet(this, seen, next)); // then the waker: pairs with park()
        wake();
    }

    @Override
    public void cancel() {
        requested = CANCELLED; // then the waker: pairs with park()
        wake();
    }

    private void wake() {
        if (waker != null) {
            Wakes.wake((Waker) WAKER.getAndSet(this, null));
        }
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) throws Exception {
        waker = null;
        while (subscriber != null) {
            long asked = requested;
            if (asked < 0) {
                refuse(asked, subscriber);
            } else if (!advance(cx, asked, subscriber)) {
                waker = cx.waker();
                if (requested == asked) { // pairs with request() and cancel()
                    return Poll.pending();
                }
            }
        }
        return close(cx);
    }

    /** The subscriber has cancelled, or has asked for what cannot be. */
    private void refuse(long how, Flow.Subscriber<? super T> to) {
        if (how == INVALID) {
            end(
                    to,
                    new IllegalArgumentException(
                            "request(n) needs n > 0 (rule 3.9): a subscription is ended by cancel()"));
        }
        subscriber = null;
    }

    /** One step; false if there is none to be made now. */
    private boolean advance(Context cx, long asked, Flow.Subscriber<? super T> to) {
        AsyncStream<? extends T> from = stream;
        try {
            if (from == null) {
                from = start();
            }
            if (asked == sent && asked != Long.MAX_VALUE) {
                return false;
            }
        } catch (Throwable thrown) {
            end(to, thrown);
            return true;
        }
        return !cx.exhausted() && send(cx, from, to);
    }

    private AsyncStream<? extends T> start() {
        AsyncStream<? extends T> started =
                Objects.requireNonNull(Objects.requireNonNull(source).get(), "stream");
        source = null;
        stream = started;
        return started;
    }

    /** The next item to the subscriber, or the end; false if there is neither. */
    private boolean send(Context cx, AsyncStream<? extends T> from, Flow.Subscriber<? super T> to) {
        T item;
        int budget = cx.budget();
        try {
            Poll<? extends @Nullable T> polled = from.pollNext(cx);
            if (polled.isPending()) {
                return false;
            }
            item = ((Poll.Ready<? extends @Nullable T>) polled).value();
        } catch (Throwable thrown) {
            end(to, thrown);
            return true;
        }
        if (cx.budget() == budget) {
            cx.spend(); // also for a stream that knows nothing of cooperation
        }
        if (item == null) {
            stream = null;
            end(to, null);
            return true;
        }
        sent++;
        try {
            to.onNext(item);
        } catch (Throwable thrown) {
            broken(thrown);
        }
        return true;
    }

    /** The last signal: a failure, or the end. */
    private void end(Flow.Subscriber<? super T> to, @Nullable Throwable thrown) {
        subscriber = null;
        try {
            if (thrown == null) {
                to.onComplete();
            } else {
                to.onError(thrown);
            }
        } catch (Throwable unwanted) {
            broken(unwanted);
        }
    }

    /** The subscriber threw: that is a cancel, and the failure of this task. */
    private void broken(Throwable thrown) {
        subscriber = null;
        source = null;
        failure = thrown;
    }

    /** Without a subscriber: drives the clean-up of what is left of the stream. */
    private Poll<@Nullable Void> close(Context cx) throws Exception {
        if (!isClosed(cx)) {
            return Poll.pending();
        }
        return switch (failure) {
            case null -> Poll.ready(null);
            case Exception e -> throw e;
            case Error e -> throw e;
            case Throwable t -> throw new ExecutionException(t);
        };
    }

    private boolean isClosed(Context cx) {
        AsyncStream<?> rest = stream;
        if (rest == null) {
            return true;
        }
        Closing end = closing;
        if (end == null) {
            end = new Closing(rest);
            closing = end;
        }
        if (end.poll(cx).isPending()) {
            return false;
        }
        stream = null;
        return true;
    }

    /** The runtime is closed. */
    @Override
    public boolean cancel(Context cx) {
        Flow.Subscriber<? super T> to = subscriber;
        if (to != null) {
            if (requested != CANCELLED) {
                end(
                        to,
                        new CancellationException(
                                "the runtime was closed before the stream had ended"));
            }
            subscriber = null;
        }
        if (!isClosed(cx)) {
            return false;
        }
        if (failure != null) {
            CleanUp.report(this, failure, cx);
        }
        return true;
    }
}
