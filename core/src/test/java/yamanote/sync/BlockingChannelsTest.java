package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.spawnBlocking;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.runtime.AsyncRuntime;
import yamanote.sync.Hand.Thing;

/** The methods of channels that block a thread. */
@Timeout(30)
class BlockingChannelsTest {
    private final Mpsc.Channel<Object> channel = Mpsc.channel(1);

    private static void onAnotherThread(Callable<@Nullable Void> body) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> running = executor.submit(body);
            running.get();
        }
    }

    @Test
    void threadsTalkThroughAChannel() throws Exception {
        var got = new ArrayList<Integer>();
        Thread sender =
                Thread.ofPlatform()
                        .start(() -> {
                            try (var tx = channel.sender()) {
                                for (int i = 0; i < 1000; i++) {
                                    tx.blockingSend(i);
                                }
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        });
        onAnotherThread(() -> {
            while (channel.receiver().blockingReceive() instanceof Integer message) {
                got.add(message);
            }
            return null;
        });
        sender.join();
        assertThat(got).hasSize(1000).isSorted();
    }

    @Test
    void aThreadReceivesManyAtATime() throws Exception {
        Mpsc.Unbounded<Integer> numbers = Mpsc.unbounded();
        for (int i = 0; i < 5; i++) {
            numbers.sender().send(i);
        }
        numbers.sender().close();
        var got = new ArrayList<Integer>();
        assertThat(numbers.receiver().blockingReceiveMany(got, 3)).isEqualTo(3);
        assertThat(numbers.receiver().blockingReceiveMany(got, 3)).isEqualTo(2);
        assertThat(numbers.receiver().blockingReceiveMany(got, 3)).isZero();
        assertThat(got).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aTaskAndAThreadTalkThroughChannels() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            Oneshot.Channel<Integer> answer = Oneshot.channel();
            Broadcast.Channel<Integer> events = Broadcast.channel(4);
            int sum =
                    runtime.blockOn(() -> {
                        var job =
                                spawnBlocking(() -> {
                                    int event = events.receiver().blockingReceive() + 0;
                                    return event + answer.receiver().blockingReceive();
                                });
                        events.sender().send(3);
                        answer.sender().send(4);
                        return job.await();
                    });
            assertThat(sum).isEqualTo(7);
        }
    }

    @Test
    void closedEndsAreTold() throws Exception {
        Oneshot.Channel<Integer> answer = Oneshot.channel();
        answer.sender().close();
        assertThatThrownBy(() -> answer.receiver().blockingReceive())
                .isInstanceOf(ClosedException.class);
        Broadcast.Channel<Integer> events = Broadcast.channel(1);
        events.sender().send(1);
        events.sender().send(2);
        events.sender().close();
        assertThatThrownBy(() -> events.receiver().blockingReceive())
                .isInstanceOf(LaggedException.class);
        assertThat(events.receiver().blockingReceive()).isEqualTo(2);
        assertThat(events.receiver().blockingReceive()).isNull();
        channel.receiver().shutdown();
        assertThatThrownBy(() -> channel.sender().blockingSend("m"))
                .isInstanceOfSatisfying(
                        ClosedException.class, e -> assertThat(e.unsent()).isEqualTo("m"));
    }

    @Test
    void aThreadThatPollsTasksIsToldWhatToDo() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(() -> {
                assertThatThrownBy(() -> channel.sender().blockingSend("m"))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(
                                "blockingSend(message) would block this thread, which polls tasks:"
                                        + " use send(message).await(), or call it in"
                                        + " spawnBlocking(…) or blockInPlace(…)");
                assertThatThrownBy(() -> channel.receiver().blockingReceive())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("use receive().await()");
                Oneshot.Channel<Integer> answer = Oneshot.channel();
                assertThatThrownBy(() -> answer.receiver().blockingReceive())
                        .isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> Broadcast.channel(1).receiver().blockingReceive())
                        .isInstanceOf(IllegalStateException.class);
            });
        }
        assertThat(channel.receiver().isEmpty()).isTrue();
    }

    /** Whatever it was waiting for is left as if it had not come. */
    private static void isInterrupted(Callable<@Nullable Void> blocking) throws Exception {
        var task =
                new FutureTask<>(() -> {
                    assertThatThrownBy(blocking::call).isInstanceOf(InterruptedException.class);
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                    return null;
                });
        Thread thread = Thread.ofPlatform().start(task);
        thread.interrupt();
        task.get();
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        var thing = new Thing();
        channel.sender().trySend("first");
        isInterrupted(() -> {
            channel.sender().blockingSend(thing);
            return null;
        });
        assertThat(thing.closed).isEqualTo(1);
        assertThat(channel.receiver().blockingReceive()).isEqualTo("first");
        isInterrupted(() -> {
            channel.receiver().blockingReceive();
            return null;
        });
        channel.sender().trySend("second");
        assertThat(channel.receiver().blockingReceive()).isEqualTo("second");
        Oneshot.Channel<Integer> answer = Oneshot.channel();
        isInterrupted(() -> {
            answer.receiver().blockingReceive();
            return null;
        });
        answer.sender().send(1);
        assertThat(answer.receiver().blockingReceive()).isEqualTo(1);
    }
}
