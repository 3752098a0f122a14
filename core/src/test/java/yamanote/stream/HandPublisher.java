package yamanote.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A publisher in the hands of a test. */
final class HandPublisher<T> implements Flow.Publisher<T> {
    final List<Long> requests = new ArrayList<>();
    int cancels;
    private Flow.@Nullable Subscriber<T> subscriber;

    @Override
    @SuppressWarnings("unchecked") // a subscriber only takes items
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        this.subscriber = (Flow.Subscriber<T>) subscriber;
    }

    Flow.Subscriber<T> subscriber() {
        if (subscriber == null) {
            throw new AssertionError("no subscriber");
        }
        return subscriber;
    }

    boolean isSubscribed() {
        return subscriber != null;
    }

    void open() {
        subscriber().onSubscribe(subscription());
    }

    Flow.Subscription subscription() {
        return new Flow.Subscription() {
            @Override
            public void request(long n) {
                requests.add(n);
            }

            @Override
            public void cancel() {
                cancels++;
            }
        };
    }
}
