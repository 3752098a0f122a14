package guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.runtime.AsyncRuntime;

/** The waker: the tap on the shoulder that makes the runtime poll again, and nothing else does. */
class WakerTest {
    /** A value that another thread brings; counts how often it was polled. */
    private static final class Parcel implements Future<String> {
        private final AtomicInteger polls = new AtomicInteger();
        private @Nullable String content;
        private @Nullable Waker waiting;

        @Override
        public synchronized Poll<String> poll(yamanote.future.Context cx) {
            polls.incrementAndGet();
            if (content != null) {
                return Poll.ready(content);
            }
            waiting = cx.waker();
            return Poll.pending();
        }

        void deliver(String value) {
            Waker waker;
            synchronized (this) {
                content = value;
                waker = waiting;
            }
            if (waker != null) {
                waker.wake();
            }
        }
    }

    @Test
    void taskIsPolledOnceToRegisterAndOnceMoreWhenWoken() throws Exception {
        Parcel parcel = new Parcel();
        try (var runtime = AsyncRuntime.currentThread().build()) {
            var handle = runtime.spawn(parcel);
            runtime.blockOn(
                    yamanote.Async.async(() -> {
                        for (int i = 0; i < 10; i++) {
                            yamanote.Async.yieldNow()
                                    .await(); // others run, the parcel's task does not
                        }
                        assertThat(parcel.polls).hasValue(1);
                        Thread.ofPlatform().start(() -> parcel.deliver("tea"));
                        assertThat(handle.await()).isEqualTo("tea");
                    }));
        }
        assertThat(parcel.polls).hasValue(2);
    }
}
