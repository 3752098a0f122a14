package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.test.TestTask;

/** The poll contract, and manual polls of it: Ready, or Pending with the waker stored. */
class PollingTest {
    /** The guide's simplified socket: a buffer, and a reactor that remembers whom to wake. */
    private static final class Socket {
        private final Queue<String> buffer = new ArrayDeque<>();
        private @Nullable Waker reader;

        Future<String> read() {
            return cx -> {
                String data = buffer.poll();
                if (data != null) {
                    return Poll.ready(data);
                }
                reader = cx.waker(); // no data: register with the reactor …
                return Poll.pending(); // … and be woken when it arrives
            };
        }

        void receive(String data) {
            buffer.add(data);
            if (reader != null) {
                reader.wake();
            }
        }
    }

    @Test
    void firstPollIsPendingAndRegistersTheWaker() throws Exception {
        Socket socket = new Socket();
        AtomicInteger wakes = new AtomicInteger();
        Context cx = Context.of(Waker.of(wakes::incrementAndGet));
        Future<String> read = socket.read();

        assertThat(read.poll(cx).isPending()).isTrue();
        assertThat(wakes).hasValue(0);

        socket.receive("hello"); // the actual event
        assertThat(wakes).hasValue(1);

        switch (read.poll(cx)) {
            case Poll.Ready(var data) -> assertThat(data).isEqualTo("hello");
            case Poll.Pending<String> _ -> throw new AssertionError("still pending");
        }
    }

    /** The same with the test kit, which plays the task. */
    @Test
    void playedTaskIsPendingThenWokenThenReady() throws Exception {
        Socket socket = new Socket();
        var read = TestTask.of(socket.read());

        read.assertPending();
        assertThat(read.isWoken()).isFalse();

        socket.receive("hello");
        assertThat(read.isWoken()).isTrue();
        assertThat(read.assertReady()).isEqualTo("hello");
    }

    @Test
    void readyDataNeedsNoWaker() throws Exception {
        Socket socket = new Socket();
        socket.receive("early");
        assertThat(socket.read().poll(Context.noop())).isEqualTo(Poll.ready("early"));
    }

    @Test
    void asyncBodyIsNotPolledAgainAfterItsEnd() throws Exception {
        Future<Integer> future = yamanote.Async.async(() -> 1);
        assertThat(future.poll(Context.noop()).isReady()).isTrue();
        assertThatThrownBy(() -> future.poll(Context.noop()))
                .isInstanceOf(IllegalStateException.class);
    }
}
