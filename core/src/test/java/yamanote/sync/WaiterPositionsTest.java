package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.task.CancellationToken;
import yamanote.task.TaskTracker;

/**
 * Whoever leaves a line, and from wherever in it, takes nothing from those who stay: they are woken
 * in their order and find what they waited for.
 */
class WaiterPositionsTest {
    private static final int WAITERS = 5;

    /** Something that many wait for. */
    private interface Line {
        Future<?> newWait() throws Exception;

        /** Enough for {@code count} waiters. */
        void serve(int count) throws Exception;
    }

    /** A line, each time a new one. */
    enum Lines {
        SEMAPHORE {
            @Override
            Line make() {
                var semaphore = Semaphore.of(0);
                return line(semaphore::acquire, semaphore::addPermits);
            }
        },
        SEMAPHORE_OF_MANY {
            @Override
            Line make() {
                var semaphore = Semaphore.of(0);
                return line(
                        () -> semaphore.acquireMany(3), count -> semaphore.addPermits(3 * count));
            }
        },
        NOTIFY_ONE {
            @Override
            Line make() {
                var notify = Notify.create();
                return line(
                        notify::notified,
                        count -> {
                            for (int i = 0; i < count; i++) {
                                notify.notifyOne();
                            }
                        });
            }
        },
        NOTIFY_WAITERS {
            @Override
            Line make() {
                var notify = Notify.create();
                return line(notify::notified, _ -> notify.notifyWaiters());
            }
        },
        BARRIER {
            @Override
            Line make() {
                var barrier = Barrier.of(WAITERS + 1);
                return line(barrier::arrive, _ -> barrier.arrive().poll(Context.noop()));
            }
        },
        SET_ONCE {
            @Override
            Line make() {
                var once = SetOnce.<Integer>create();
                return line(once::value, _ -> once.set(1));
            }
        },
        BROADCAST {
            @Override
            Line make() {
                Broadcast.Sender<Integer> sender = Broadcast.sender(4);
                return line(() -> sender.subscribe().receive(), _ -> sender.send(1));
            }
        },
        WATCH_CHANGED {
            @Override
            Line make() {
                Watch.Sender<Integer> sender = Watch.sender(0);
                return line(() -> sender.subscribe().changed(), _ -> sender.send(1));
            }
        },
        WATCH_CLOSED {
            @Override
            Line make() {
                Watch.Channel<Integer> channel = Watch.channel(0);
                return line(channel.sender()::closed, _ -> channel.receiver().close());
            }
        },
        MPSC_SEND {
            @Override
            Line make() {
                Mpsc.Channel<Integer> channel = Mpsc.channel(1);
                channel.sender().trySend(0);
                return line(
                        channel.sender()::reserve,
                        count -> {
                            for (int i = 0; i < count; i++) {
                                channel.receiver().tryReceive();
                            }
                        });
            }

            @Override
            boolean oneByOne() {
                return true;
            }
        },
        MPSC_CLOSED {
            @Override
            Line make() {
                Mpsc.Channel<Integer> channel = Mpsc.channel(1);
                return line(channel.sender()::closed, _ -> channel.receiver().close());
            }
        },
        TOKEN {
            @Override
            Line make() {
                var token = CancellationToken.create();
                return line(token::cancelled, _ -> token.cancel());
            }
        },
        TRACKER {
            @Override
            Line make() {
                var tracker = TaskTracker.create();
                return line(tracker::allDone, _ -> tracker.close());
            }
        };

        abstract Line make();

        /** What is given to one comes to the next by his leaving it. */
        boolean oneByOne() {
            return false;
        }
    }

    private interface Wait {
        Future<?> make() throws Exception;
    }

    private interface Serve {
        void serve(int count) throws Exception;
    }

    private static Line line(Wait wait, Serve serve) {
        return new Line() {
            @Override
            public Future<?> newWait() throws Exception {
                return wait.make();
            }

            @Override
            public void serve(int count) throws Exception {
                serve.serve(count);
            }
        };
    }

    /** Every subset of five leaves, before anybody is served. */
    @ParameterizedTest
    @EnumSource
    void whoeverLeavesTheOthersAreServedInOrder(Lines kind) throws Exception {
        for (int leaving = 0; leaving < 1 << WAITERS; leaving++) {
            Line line = kind.make();
            List<Integer> woken = new ArrayList<>();
            List<Future<?>> waits = new ArrayList<>();
            List<Context> contexts = new ArrayList<>();
            for (int i = 0; i < WAITERS; i++) {
                int number = i;
                waits.add(line.newWait());
                contexts.add(Context.of(Waker.of(() -> woken.add(number))));
                assertThat(waits.get(i).poll(contexts.get(i)).isPending()).isTrue();
            }
            List<Integer> staying = new ArrayList<>();
            for (int i = 0; i < WAITERS; i++) {
                if ((leaving & 1 << i) != 0) {
                    assertThat(waits.get(i).cancel(contexts.get(i))).isTrue();
                } else {
                    staying.add(i);
                }
            }
            if (staying.isEmpty()) {
                continue;
            }
            if (kind.oneByOne()) {
                line.serve(1);
            } else {
                line.serve(staying.size());
                assertThat(woken).as("leaving %s", leaving).isEqualTo(staying);
            }
            for (int each : staying) {
                assertServed(waits.get(each).poll(contexts.get(each)));
            }
            assertThat(woken).as("leaving %s", leaving).isEqualTo(staying);
        }
    }

    /** What he was given, and has not looked at, goes to the next. */
    @ParameterizedTest
    @EnumSource(names = {"SEMAPHORE", "SEMAPHORE_OF_MANY", "NOTIFY_ONE", "MPSC_SEND"})
    void whoeverLeavesWithWhatHeWasGivenPassesItOn(Lines kind) throws Exception {
        for (int last = 0; last < WAITERS; last++) {
            Line line = kind.make();
            AtomicInteger wakes = new AtomicInteger();
            Context cx = Context.of(Waker.of(wakes::incrementAndGet));
            List<Future<?>> waits = new ArrayList<>();
            for (int i = 0; i < WAITERS; i++) {
                waits.add(line.newWait());
                assertThat(waits.get(i).poll(cx).isPending()).isTrue();
            }
            line.serve(1);
            for (int i = 0; i < last; i++) {
                assertThat(wakes).hasValue(i + 1);
                assertThat(waits.get(i).cancel(cx)).isTrue();
            }
            assertThat(wakes).hasValue(last + 1);
            assertServed(waits.get(last).poll(cx));
            for (int i = last + 1; i < WAITERS; i++) {
                assertThat(waits.get(i).cancel(cx)).isTrue();
            }
        }
    }

    /** A permit goes back, to whoever is next. */
    private static void assertServed(Poll<?> polled) {
        assertThat(polled.isReady()).isTrue();
        if (polled instanceof Poll.Ready<?>(Owned permit) && permit instanceof Mpsc.Permit<?>) {
            permit.close();
        }
    }
}
