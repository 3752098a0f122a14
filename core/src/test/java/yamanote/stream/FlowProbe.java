package yamanote.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A subscriber that notes its signals and asks for what it is told to. */
final class FlowProbe<T> implements Flow.Subscriber<T> {
    final List<Object> signals = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch ended = new CountDownLatch(1);
    private final long first;
    volatile Flow.@Nullable Subscription subscription;
    volatile @Nullable Throwable failure;
    volatile Consumer<T> onItem = item -> {};

    /** Asks for {@code first} items when it subscribes; not if that is 0. */
    FlowProbe(long first) {
        this.first = first;
    }

    Flow.Subscription subscription() {
        Flow.Subscription known = subscription;
        if (known == null) {
            throw new AssertionError("no subscription");
        }
        return known;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        signals.add("subscribed");
        if (first != 0) {
            subscription.request(first);
        }
    }

    @Override
    public void onNext(T item) {
        signals.add(item);
        onItem.accept(item);
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        signals.add("failed");
        ended.countDown();
    }

    @Override
    public void onComplete() {
        signals.add("complete");
        ended.countDown();
    }
}
