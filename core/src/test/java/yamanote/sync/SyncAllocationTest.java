package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.internal.timer.Allocation;

/** What waiting costs in memory: the future that is awaited and nothing else. */
class SyncAllocationTest {
    private static final int COUNT = 1000;

    private final Context cx = Context.noop();

    /** Bytes per object that {@code make} allocates, at best. */
    private static long bytes(IntFunction<?> make) {
        var made = new Object[COUNT];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            least =
                    Math.min(
                            least,
                            Allocation.of(() -> {
                                for (int i = 0; i < COUNT; i++) {
                                    made[i] = make.apply(i);
                                }
                            }));
        }
        return least / COUNT;
    }

    private void pollAll(Future<?>[] futures) {
        for (var future : futures) {
            try {
                assertPending(future.poll(cx).isPending());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void assertPending(boolean pending) {
        if (!pending) {
            throw new AssertionError("not pending");
        }
    }

    @Test
    void waitersAreSmall() {
        var notify = Notify.create();
        var semaphore = Semaphore.of(0);
        var mutex = Mutex.of(1);
        var lock = RwLock.of(1);
        var sender = Mpsc.<Integer>channel(1).sender();
        assertThat(bytes(i -> notify.notified())).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> semaphore.acquireMany(5))).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> mutex.lock())).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> lock.write())).isLessThanOrEqualTo(40);
        var barrier = Barrier.of(2);
        var cell = OnceCell.<Integer>create();
        var once = SetOnce.<Integer>create();
        assertThat(bytes(i -> lock.read())).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> barrier.arrive())).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> cell.getOrInit(Futures.pending()))).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> once.value())).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> sender.send(1))).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> sender.reserve())).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> sender.closed())).isLessThanOrEqualTo(40);
        var events = Broadcast.<Integer>channel(4).receiver();
        var value = Watch.channel(1).receiver();
        assertThat(bytes(i -> events.receive())).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> value.changed())).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> value.waitFor(v -> v < 0))).isLessThanOrEqualTo(48);
    }

    @Test
    void primitivesAreSmall() {
        int record = 24;
        assertThat(bytes(i -> Notify.create())).isLessThanOrEqualTo(32);
        assertThat(bytes(i -> Semaphore.of(1))).isLessThanOrEqualTo(32);
        assertThat(bytes(i -> Mutex.of(1))).isLessThanOrEqualTo(32);
        assertThat(bytes(i -> RwLock.of(1))).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> OnceCell.create())).isLessThanOrEqualTo(32);
        assertThat(bytes(i -> SetOnce.create())).isLessThanOrEqualTo(32);
        assertThat(bytes(i -> Barrier.of(3))).isLessThanOrEqualTo(40);
        assertThat(bytes(i -> Oneshot.channel())).isLessThanOrEqualTo(32 + record);
        assertThat(bytes(i -> Mpsc.channel(16))).isLessThanOrEqualTo(96 + record);
        assertThat(bytes(i -> Mpsc.unbounded())).isLessThanOrEqualTo(88 + record);
        assertThat(bytes(i -> Watch.channel(1))).isLessThanOrEqualTo(120 + record);
    }

    @Test
    void waitingAndWakingAllocateNothing() {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            var notify = Notify.create();
            var semaphore = Semaphore.of(0);
            var sender = Mpsc.channel(1).sender();
            sender.trySend(1);
            makesItsLine(sender.reserve());
            var waits = new Future<?>[4 * COUNT];
            for (int i = 0; i < COUNT; i++) {
                waits[4 * i] = notify.notified();
                waits[4 * i + 1] = semaphore.acquire();
                waits[4 * i + 2] = notify.notified();
                waits[4 * i + 3] = sender.send(i);
            }
            least =
                    Math.min(
                            least,
                            Allocation.of(() -> {
                                pollAll(waits);
                                for (int i = 0; i < COUNT / 2; i++) {
                                    notify.notifyOne();
                                    notify.notifyLast();
                                    semaphore.addPermits(1);
                                }
                                notify.notifyWaiters();
                                semaphore.addPermits(COUNT);
                                for (var wait : waits) {
                                    wait.cancel(cx);
                                }
                            }));
        }
        assertThat(least).isZero();
    }

    /** Beside the guards and the futures themselves. */
    @Test
    void locksAndMeetingsAllocateNothing() {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            var lock = RwLock.of(1);
            var mutex = Mutex.of(1);
            var barrier = Barrier.of(2 * COUNT);
            var cell = OnceCell.<Integer>create();
            var once = SetOnce.<Integer>create();
            var made = cell.getOrInit(Futures.pending());
            var written = Objects.requireNonNull(lock.tryWrite());
            var locked = Objects.requireNonNull(mutex.tryLock());
            var waits = new Future<?>[6 * COUNT];
            for (int i = 0; i < COUNT; i++) {
                waits[6 * i] = lock.read();
                waits[6 * i + 1] = lock.write();
                waits[6 * i + 2] = mutex.lock();
                waits[6 * i + 3] = barrier.arrive();
                waits[6 * i + 4] = cell.getOrInit(Futures.pending());
                waits[6 * i + 5] = once.value();
            }
            least =
                    Math.min(
                            least,
                            Allocation.of(() -> {
                                pollAll(new Future<?>[] {made});
                                pollAll(waits);
                                written.close();
                                locked.close();
                                set(once);
                                for (var wait : waits) {
                                    wait.cancel(cx);
                                }
                                made.cancel(cx);
                            }));
        }
        int array = 24;
        assertThat(least).isLessThanOrEqualTo(array);
    }

    private static void set(SetOnce<Integer> once) {
        try {
            once.set(1);
        } catch (SetException e) {
            throw new AssertionError(e);
        }
    }

    /** A channel has no line before a sender waits for the first time. */
    private void makesItsLine(Future<?> wait) {
        pollAll(new Future<?>[] {wait});
        wait.cancel(cx);
    }

    /** Sends, and receives that suspend, are woken and end, beside the futures themselves. */
    @Test
    void sendingToWaitersAllocatesNothing() {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            var events = Broadcast.<Integer>channel(4);
            var value = Watch.channel(1);
            int rounds = 100;
            var waits = new Future<?>[2 * rounds];
            for (int i = 0; i < rounds; i++) {
                waits[2 * i] = events.receiver().receive();
                waits[2 * i + 1] = value.receiver().changed();
            }
            var late = value.receiver().share();
            var never = late.waitFor(v -> v < 0);
            least =
                    Math.min(
                            least,
                            Allocation.of(() -> {
                                for (int i = 0; i < rounds; i++) {
                                    sendPastWaiters(events, value, waits, never, 2 * i);
                                }
                            }));
        }
        assertThat(least).isLessThanOrEqualTo(100 * 16); // a Poll.Ready each, unless compiled
    }

    private void sendPastWaiters(
            Broadcast.Channel<Integer> events,
            Watch.Channel<Integer> value,
            Future<?>[] waits,
            Future<?> never,
            int i) {
        try {
            assertPending(waits[i].poll(cx).isPending());
            assertPending(waits[i + 1].poll(cx).isPending());
            assertPending(never.poll(cx).isPending());
            events.sender().send(1);
            value.sender().send(1);
            assertPending(waits[i].poll(cx).isReady());
            assertPending(waits[i + 1].poll(cx).isReady());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aQueuedMessageCostsItsShareOfABlock() {
        var channel = Mpsc.<Integer>channel(COUNT);
        long perMessage =
                bytes(i -> {
                    channel.sender().trySend(1);
                    return channel.receiver().tryReceive();
                });
        int block = 24 + 16 + 8 * 4;
        assertThat(perMessage).isLessThanOrEqualTo(block / 8 + 16);
    }

    /** With its first message, and with the blocks of a burst that is over. */
    @Test
    void aUsedChannelIsSmall() {
        int first = 24 + 16 + 4 * 4;
        var kept = new Object[1];
        assertThat(
                        bytes(i -> {
                            var channel = Mpsc.<Integer>channel(16);
                            channel.sender().trySend(1);
                            kept[0] = channel.receiver().tryReceive();
                            return channel;
                        }))
                .isLessThanOrEqualTo(96 + 24 + first + 16);
    }
}
