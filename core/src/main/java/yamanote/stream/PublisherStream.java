package yamanote.stream;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.waiter.Wakes;

/** The items of a publisher; see {@link Flows#fromPublisher}. The subscriber is the stream. */
final class PublisherStream<T> implements AsyncStream<T>, Flow.Subscriber<T> {
    /*
     * Items go through a ring with one producer (signals are serial by rule 1.3) and one consumer
     * (the stream's owner): a slot is null or holds an item. The producer sets the null slots in
     * turn, the consumer sets them back; `tail` and `head` are each side's own.
     *
     * Waking (Dekker): the consumer leaves its waker, then looks at the ring and `terminal` again;
     * the producer writes one of those, then takes the waker. Both do it by volatile accesses.
     *
     * The end: `terminal` is written after the last item and read before the look at the ring, so
     * the consumer that finds it set and then no item has had them all.
     *
     * Closing (Dekker): the consumer makes `upstream` CLOSED, then empties all slots; the producer
     * sets a slot, then looks at `upstream`, and if that is CLOSED takes its item back. Either way
     * by an exchange: one of them drops the item.
     */
    private static final Object CLOSED = new Object();
    private static final Object COMPLETE = new Object();

    private static final VarHandle UPSTREAM = field("upstream", Object.class);
    private static final VarHandle TERMINAL = field("terminal", Object.class);
    private static final VarHandle WAKER = field("waker", Waker.class);
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

    /** A subscription, or null before it, or CLOSED: the stream needs none any more. */
    private volatile @Nullable Object upstream;

    /** COMPLETE or the failure. */
    private volatile @Nullable Object terminal;

    private volatile @Nullable Waker waker;

    // The consumer's.
    private Flow.@Nullable Publisher<? extends T> publisher;
    private final int prefetch;
    private int head;
    private int taken;
    private boolean ended;

    /** Made before the producer can know this. */
    private @Nullable Object[] ring = {};

    // The producer's.
    private int tail;

    PublisherStream(Flow.Publisher<? extends T> publisher, int prefetch) {
        this.publisher = Objects.requireNonNull(publisher, "publisher");
        this.prefetch = prefetch;
    }

    private static VarHandle field(String name, Class<?> type) {
        return ConstantBootstraps.fieldVarHandle(
                MethodHandles.lookup(), name, VarHandle.class, PublisherStream.class, type);
    }

    @Override
    public Poll<@Nullable T> pollNext(Context cx) throws Exception {
        if (ended) {
            return Poll.ready(null);
        }
        if (cx.exhausted()) {
            return Poll.pending();
        }
        try {
            Poll<@Nullable T> polled = advance(cx);
            if (polled.isReady()) {
                cx.spend();
            }
            return polled;
        } catch (Throwable thrown) { // the publisher's failure, or one of its methods threw
            shut();
            throw thrown;
        }
    }

    private Poll<@Nullable T> advance(Context cx) throws Exception {
        Flow.Publisher<? extends T> source = publisher;
        if (source != null) {
            publisher = null;
            ring = new Object[Math.max(2, Integer.highestOneBit(prefetch - 1) << 1)];
            source.subscribe(this);
        }
        for (; ; ) {
            Object end = terminal;
            T item = take();
            if (item != null) {
                return Poll.ready(item);
            }
            if (end != null) {
                return end(end);
            }
            if (waker == cx.waker()) {
                return Poll.pending();
            }
            waker = cx.waker(); // then another look: pairs with wake()
        }
    }

    private @Nullable T take() {
        int slot = head & (ring.length - 1);
        @SuppressWarnings("unchecked")
        T item = (T) SLOT.getVolatile(ring, slot);
        if (item != null) {
            SLOT.setRelease(ring, slot, null);
            head++;
            askForMore();
        }
        return item;
    }

    /** In steps of three quarters of the prefetch: some are on their way while others are taken. */
    private void askForMore() {
        int step = prefetch - (prefetch >> 2);
        if (++taken == step) {
            taken = 0;
            if (upstream instanceof Flow.Subscription subscription) {
                subscription.request(step);
            }
        }
    }

    private Poll<@Nullable T> end(Object how) throws Exception {
        if (how == COMPLETE) {
            shut();
            return Poll.ready(null);
        }
        throw switch (how) {
            case Exception e -> e;
            case Error e -> throw e;
            default -> new ExecutionException((Throwable) how);
        };
    }

    @Override
    public boolean cancel(Context cx) {
        if (!ended) {
            shut();
        }
        return true;
    }

    private void shut() {
        ended = true;
        publisher = null;
        waker = null;
        Object before = UPSTREAM.getAndSet(this, CLOSED); // then the slots: pairs with onNext()
        if (terminal == null && before instanceof Flow.Subscription subscription) {
            subscription.cancel();
        }
        for (int slot = 0; slot < ring.length; slot++) {
            Owned.drop(SLOT.getAndSet(ring, slot, null));
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        Objects.requireNonNull(subscription, "subscription");
        if (UPSTREAM.compareAndSet(this, null, subscription)) {
            subscription.request(prefetch);
        } else {
            subscription.cancel(); // a second one, or the stream is not wanted any more
        }
    }

    @Override
    public void onNext(T item) {
        Objects.requireNonNull(item, "item");
        int slot = tail & (ring.length - 1);
        if (SLOT.getAcquire(ring, slot) != null) {
            overflow(item);
            return;
        }
        tail++;
        SLOT.setVolatile(ring, slot, item);
        if (upstream == CLOSED) { // pairs with shut()
            Owned.drop(SLOT.getAndSet(ring, slot, null));
        } else {
            wake();
        }
    }

    private void overflow(T item) {
        Owned.drop(item);
        if (terminal == null && upstream instanceof Flow.Subscription subscription) {
            subscription.cancel();
        }
        terminate(
                new IllegalStateException(
                        "the publisher sent more than the "
                                + prefetch
                                + " items it was asked for"));
    }

    @Override
    public void onError(Throwable failure) {
        terminate(Objects.requireNonNull(failure, "failure"));
    }

    @Override
    public void onComplete() {
        terminate(COMPLETE);
    }

    private void terminate(Object how) {
        if (TERMINAL.compareAndSet(this, null, how)) {
            wake();
        }
    }

    private void wake() {
        if (waker != null) {
            Wakes.wake((Waker) WAKER.getAndSet(this, null));
        }
    }

    @Override
    public String toString() {
        return "PublisherStream[" + (ended ? "ended" : upstream) + "]";
    }
}
