package yamanote.stream;

import java.util.concurrent.Flow;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.future.Waker;

/** A subscriber of a stream without an end, and the task that serves it, played by an actor. */
final class Sink extends Waker implements Flow.Subscriber<Integer> {
    final StreamSubscription<Integer> subscription =
            new StreamSubscription<>(() -> cx -> Poll.ready(1), this);
    int received;
    private volatile boolean woken;
    private boolean ended;

    @Override
    public void wake() {
        woken = true;
    }

    /** One poll; only a wake from now on counts. */
    void poll() {
        woken = false;
        try {
            ended = subscription.poll(Context.of(this)).isReady();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Polls again if it was woken; so many items have come. */
    int receivedInAll() {
        if (woken) {
            poll();
        }
        return received;
    }

    /** Polls again if it was woken; 1 if the task has ended. */
    int endedAtLast() {
        if (!ended && woken) {
            poll();
        }
        return ended ? 1 : 0;
    }

    @Override
    public void onSubscribe(Flow.Subscription ignored) {}

    @Override
    public void onNext(Integer item) {
        received++;
    }

    @Override
    public void onError(Throwable failure) {
        throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {}
}
