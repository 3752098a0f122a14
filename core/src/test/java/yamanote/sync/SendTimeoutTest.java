package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.join;
import static yamanote.Async.sleep;
import static yamanote.Async.timeout;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Context;
import yamanote.runtime.AsyncRuntime;
import yamanote.sync.Hand.Thing;

/** B225, of sends with a deadline. */
@Timeout(30)
class SendTimeoutTest {
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Mpsc.Channel<Object> channel = Mpsc.channel(1);
    private final Mpsc.Sender<Object> tx = channel.sender();
    private final Mpsc.Receiver<Object> rx = channel.receiver();

    private static AsyncRuntime paused() {
        return AsyncRuntime.currentThread().startPaused(true).build();
    }

    @Test
    void aSendThatFindsASlotInTimeIsASend() throws Exception {
        try (var runtime = paused()) {
            runtime.blockOn(() -> {
                tx.sendTimeout(1, SHORT).await();
                var late = tx.sendTimeout(2, LONG);
                join(
                                late,
                                yamanote.Async.async(() -> {
                                    sleep(SHORT).await();
                                    assertThat(rx.receive().await()).isEqualTo(1);
                                }))
                        .await();
                assertThat(rx.receive().await()).isEqualTo(2);
            });
        }
    }

    @Test
    void aSendThatIsTooLateGivesItsMessageBack() throws Exception {
        var thing = new Thing();
        try (var runtime = paused()) {
            runtime.blockOn(() -> {
                tx.send(1).await();
                try {
                    tx.sendTimeout(thing, SHORT).await();
                    throw new AssertionError("sent");
                } catch (SendTimeoutException e) {
                    assertThat(e.unsent()).isSameAs(thing);
                    assertThat(e).isInstanceOf(TimeoutException.class);
                }
            });
        }
        assertThat(thing.closed).isZero();
        assertThat(rx.tryReceive()).isEqualTo(new TryReceive.Received<>(1));
        assertThat(tx.capacity()).isEqualTo(1);
    }

    @Test
    void aSendOnAClosedChannelGivesItsMessageBack() throws Exception {
        var thing = new Thing();
        try (var runtime = paused()) {
            runtime.blockOn(() -> {
                rx.shutdown();
                try {
                    tx.sendTimeout(thing, SHORT).await();
                    throw new AssertionError("sent");
                } catch (ClosedException e) {
                    assertThat(e.unsent()).isSameAs(thing);
                }
            });
        }
        assertThat(thing.closed).isZero();
    }

    /** The outer deadline is told from the inner one, and drops the message as any cancel. */
    @Test
    @SuppressWarnings("yamanote.cancelSafety") // what it shows
    void aCancelledSendDropsItsMessage() throws Exception {
        var thing = new Thing();
        try (var runtime = paused()) {
            runtime.blockOn(() -> {
                tx.send(1).await();
                try {
                    timeout(SHORT, tx.sendTimeout(thing, LONG)).await();
                    throw new AssertionError("sent");
                } catch (SendTimeoutException e) {
                    throw new AssertionError(e);
                } catch (TimeoutException e) {
                    assertThat(thing.closed).isEqualTo(1);
                }
                var ended = tx.sendTimeout(thing, LONG);
                ended.cancel(Context.noop());
                ended.cancel(Context.noop());
                assertThat(thing.closed).isEqualTo(2);
                assertThatThrownBy(() -> ended.poll(Context.noop()))
                        .isInstanceOf(IllegalStateException.class);
            });
        }
    }

    @Test
    void itNeedsARuntime() {
        assertThatThrownBy(() -> tx.sendTimeout(1, SHORT))
                .isInstanceOf(IllegalStateException.class);
        assertThat(tx.capacity()).isEqualTo(1);
    }
}
