package yamanote.stream;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import yamanote.future.Context;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.future.Waker;

/** A stream of a publisher that is played by an actor, and the task that polls it. */
final class Source extends Waker implements Flow.Subscription {
    final PublisherStream<Owned> stream = new PublisherStream<>(subscriber -> {}, 2);
    final AtomicInteger cancels = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    private volatile boolean woken;
    private boolean ready;

    /** It has subscribed, the publisher has not answered. */
    Source() {
        poll();
        ready = false;
    }

    Source open() {
        stream.onSubscribe(this);
        return this;
    }

    @Override
    public void request(long count) {}

    @Override
    public void cancel() {
        cancels.incrementAndGet();
    }

    @Override
    public void wake() {
        woken = true;
    }

    void send() {
        stream.onNext(closed::incrementAndGet);
    }

    /** One poll: 1 for an item, 2 for the end, 0 for neither; only a wake from now on counts. */
    int poll() {
        woken = false;
        try {
            Poll<Owned> polled = stream.pollNext(Context.of(this));
            ready = polled.isReady();
            return polled instanceof Poll.Ready<Owned>(var item) ? item == null ? 2 : 1 : 0;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    void close() {
        stream.cancel(Context.of(this));
    }

    /** 1: ready; 2: woken and ready now; else a lost wake. */
    int outcome() {
        if (ready) {
            return 1;
        }
        boolean wasWoken = woken;
        return poll() > 0 ? wasWoken ? 2 : 4 : 5;
    }
}
