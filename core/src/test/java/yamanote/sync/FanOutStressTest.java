package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Stress;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;

/** Broadcast, Watch and the unbounded Mpsc between threads that poll by hand. */
@Timeout(120)
class FanOutStressTest {
    private static final int MESSAGES = Stress.OPERATIONS / 5;
    private static final int STEPS = Stress.OPERATIONS / 50;
    private static final int SENDERS = 2;
    private static final int RECEIVERS = 3;

    /** A message of sender {@code from}. */
    private record Numbered(int from, int number) {}

    private static void abandonNowAndThen(
            Parker parker, SplittableRandom random, Future<@Nullable Void> wait) throws Exception {
        if (random.nextInt(4) == 0 && wait.poll(parker.cx).isPending()) {
            wait.cancel(parker.cx);
        }
    }

    @Test
    void broadcastAccountsForEveryMessage() throws Exception {
        for (int capacity : new int[] {1, 8, 1024}) {
            broadcast(capacity, MESSAGES / 2);
        }
    }

    private static void broadcast(int capacity, int perSender) throws Exception {
        Broadcast.Sender<Numbered> tx = Broadcast.sender(capacity);
        var jobs = new ArrayList<Callable<@Nullable Void>>();
        for (int r = 0; r < RECEIVERS; r++) {
            var rx = tx.subscribe();
            var random = new SplittableRandom(r);
            boolean lazy = r == 0;
            jobs.add(() -> {
                long missed = 0;
                long received = 0;
                int[] next = new int[SENDERS];
                var parker = new Parker();
                try (rx) {
                    for (; ; ) {
                        try {
                            disturb(rx, parker, random);
                            if (!(parker.await(rx.receive()) instanceof Numbered message)) {
                                break;
                            }
                            received++;
                            if (message.number < next[message.from]) {
                                throw new AssertionError(message + " after " + next[message.from]);
                            }
                            next[message.from] = message.number + 1;
                            if (lazy && random.nextInt(64) == 0) {
                                Thread.yield();
                            }
                        } catch (LaggedException e) {
                            missed += e.missed();
                        }
                    }
                }
                assertThat(received + missed).isEqualTo((long) SENDERS * perSender);
                return null;
            });
        }
        for (int s = 0; s < SENDERS; s++) {
            int from = s;
            var sender = tx.share();
            jobs.add(() -> {
                try (sender) {
                    for (int i = 0; i < perSender; i++) {
                        sender.send(new Numbered(from, i));
                    }
                }
                return null;
            });
        }
        var observer = tx.share();
        tx.close();
        jobs.add(() -> {
            try (observer) {
                for (int i = 0; i < 1000; i++) {
                    assertThat(observer.size()).isBetween(0, capacity);
                    observer.subscribe().close();
                }
            }
            return null;
        });
        Parker.inThreads(jobs);
    }

    /** Now and then leaves the line, if there is nothing to receive, or adds another receiver. */
    private static void disturb(Broadcast.Receiver<?> rx, Parker parker, SplittableRandom random)
            throws Exception {
        switch (random.nextInt(8)) {
            case 0 -> {
                try (var extra = rx.resubscribe()) {
                    extra.receive().poll(parker.cx);
                } catch (LaggedException e) {
                    // not this receiver's
                }
            }
            case 1 -> {
                if (rx.isEmpty()) {
                    tryOnce(rx.resubscribe(), parker);
                }
            }
            default -> {}
        }
    }

    private static void tryOnce(Broadcast.Receiver<?> rx, Parker parker) throws Exception {
        try (rx) {
            var receive = rx.receive();
            if (receive.poll(parker.cx).isPending()) {
                receive.cancel(parker.cx);
            }
        } catch (LaggedException e) {
            // not the receiver that is tested
        }
    }

    /** With room for all, nothing is missed, and each message is let go of by its last receiver. */
    @Test
    void broadcastThatNobodyLagsDeliversEverything() throws Exception {
        Broadcast.Sender<Numbered> tx = Broadcast.sender(MESSAGES / 4);
        var observer = tx.share();
        var jobs = new ArrayList<Callable<@Nullable Void>>();
        for (int r = 0; r < RECEIVERS; r++) {
            var rx = tx.subscribe();
            jobs.add(() -> {
                var parker = new Parker();
                int count = 0;
                while (parker.await(rx.receive()) instanceof Numbered message) {
                    if (message.number != count++) {
                        throw new AssertionError(message + " at " + count);
                    }
                }
                assertThat(count).isEqualTo(MESSAGES / 4);
                return null;
            });
        }
        jobs.add(() -> {
            try (tx) {
                for (int i = 0; i < MESSAGES / 4; i++) {
                    tx.send(new Numbered(0, i));
                }
            }
            observer.close();
            return null;
        });
        Parker.inThreads(jobs);
    }

    /** In each step a message is taken while it is overwritten: it is received or missed. */
    @Test
    void broadcastTakeMeetsOverwrite() throws Exception {
        Broadcast.Channel<Integer> channel = Broadcast.channel(1);
        var begun = new AtomicInteger();
        var sent = new AtomicInteger();
        channel.sender().send(0);
        Callable<@Nullable Void> sending =
                () -> {
                    for (int i = 1; i <= STEPS; i++) {
                        spinUntil(begun, i);
                        channel.sender().send(i);
                        sent.set(i);
                    }
                    return null;
                };
        Callable<@Nullable Void> receiving =
                () -> {
                    try {
                        for (int i = 1; i <= STEPS; i++) {
                            begun.set(i);
                            takeInStep(channel.receiver(), i);
                            spinUntil(sent, i);
                        }
                    } finally {
                        begun.set(STEPS);
                    }
                    return null;
                };
        Parker.inThreads(List.of(sending, receiving));
        assertThat(channel.sender().size()).isEqualTo(1);
    }

    private static void takeInStep(Broadcast.Receiver<Integer> rx, int step) {
        // Sooner or later, as the other thread needs some time to begin.
        for (int delay = step & 63; delay > 0; delay--) {
            Thread.onSpinWait();
        }
        try {
            assertThat(rx.tryReceive()).isEqualTo(new TryReceive.Received<>(step - 1));
        } catch (LaggedException e) {
            assertThat(e.missed()).isEqualTo(1);
        }
    }

    private static void spinUntil(AtomicInteger counter, int least) {
        for (int spins = 0; counter.get() < least; spins++) {
            if (spins < 1000) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    @Test
    void watchShowsEachReceiverTheLastValue() throws Exception {
        Watch.Channel<Long> channel = Watch.channel(0L);
        long last = 2L * MESSAGES;
        var jobs = new ArrayList<Callable<@Nullable Void>>();
        for (int r = 0; r < RECEIVERS; r++) {
            var rx = channel.receiver().share();
            var random = new SplittableRandom(r);
            boolean waits = r == 0;
            jobs.add(() -> {
                var parker = new Parker();
                long value = 0;
                try (rx) {
                    while (value < last) {
                        long floor = value;
                        long next;
                        if (waits) {
                            next = parker.await(rx.waitFor(v -> v > floor + random.nextInt(3)));
                        } else {
                            abandonNowAndThen(parker, random, rx.changed());
                            parker.await(rx.waitFor(v -> v > floor || v == last));
                            next = rx.borrowAndUpdate();
                        }
                        if (next < value) {
                            throw new AssertionError(next + " after " + value);
                        }
                        value = next;
                        if (floor + 3 >= last) {
                            value = parker.await(rx.waitFor(v -> v == last));
                        }
                    }
                }
                return null;
            });
        }
        channel.receiver().close();
        for (int s = 0; s < SENDERS; s++) {
            var tx = channel.sender().share();
            jobs.add(() -> {
                try (tx) {
                    for (int i = 0; i < MESSAGES; i++) {
                        tx.sendModify(v -> v + 1);
                    }
                }
                return null;
            });
        }
        Parker.inThreads(jobs);
        assertThat(channel.sender().borrow()).isEqualTo(last);
        assertThat(channel.sender().isClosed()).isTrue();
    }

    /** changed() alone: each wait ends, the last one by the end of the senders. */
    @Test
    void watchEndsEachWait() throws Exception {
        for (int round = 0; round < 500; round++) {
            Watch.Channel<Integer> channel = Watch.channel(0);
            var jobs = new ArrayList<Callable<@Nullable Void>>();
            for (int r = 0; r < RECEIVERS; r++) {
                var rx = channel.receiver().share();
                jobs.add(() -> {
                    var parker = new Parker();
                    int seen = 0;
                    try (rx) {
                        for (; ; ) {
                            parker.await(rx.changed());
                            seen = rx.borrow();
                        }
                    } catch (ClosedException e) {
                        assertThat(seen).isEqualTo(20);
                    }
                    return null;
                });
            }
            jobs.add(() -> {
                try (var tx = channel.sender()) {
                    for (int i = 1; i <= 20; i++) {
                        tx.send(i);
                    }
                }
                return null;
            });
            Parker.inThreads(jobs);
        }
    }

    @Test
    void closedEndsWheneverTheLastReceiverGoes() throws Exception {
        Broadcast.Sender<Integer> tx = Broadcast.sender(2);
        var watch = Watch.channel(0);
        watch.receiver().close();
        var watching = new AtomicInteger();
        var jobs = new ArrayList<Callable<@Nullable Void>>();
        for (int t = 0; t < 2; t++) {
            jobs.add(() -> {
                for (int i = 0; i < MESSAGES; i++) {
                    tx.subscribe().close();
                    watch.sender().subscribe().close();
                }
                watching.incrementAndGet();
                return null;
            });
        }
        jobs.add(() -> {
            var parker = new Parker();
            while (watching.get() < 2) {
                parker.await(tx.closed());
                parker.await(watch.sender().closed());
            }
            return null;
        });
        Parker.inThreads(jobs);
        assertThat(tx.receiverCount()).isZero();
        assertThat(watch.sender().receiverCount()).isZero();
    }

    /** A message that counts its drops. */
    private record Message(AtomicLong dropped, int from, int number) implements Owned {
        @Override
        public void close() {
            dropped.incrementAndGet();
        }
    }

    @Test
    void unboundedDeliversEveryMessageOnceAndInOrder() throws Exception {
        unbounded(MESSAGES, Integer.MAX_VALUE);
    }

    @Test
    void unboundedDropsOrGivesBackWhatIsNotReceived() throws Exception {
        int step = Math.max(1, 300_000 / Stress.OPERATIONS);
        for (int limit = 1; limit <= 300; limit += step) {
            unbounded(1000, limit);
        }
    }

    /** The receiver closes after {@code limit} messages. */
    private static void unbounded(int perSender, int limit) throws Exception {
        Mpsc.Unbounded<Message> channel = Mpsc.unbounded();
        var dropped = new AtomicLong();
        var sent = new AtomicLong();
        var received = new AtomicLong();
        var jobs = new ArrayList<Callable<@Nullable Void>>();
        for (int s = 0; s < SENDERS; s++) {
            int from = s;
            var tx = channel.sender().share();
            jobs.add(() -> {
                try (tx) {
                    for (int i = 0; i < perSender; i++) {
                        tx.send(new Message(dropped, from, i));
                        sent.incrementAndGet();
                    }
                } catch (ClosedException e) {
                    assertThat(limit).isLessThan(Integer.MAX_VALUE);
                }
                return null;
            });
        }
        channel.sender().close();
        jobs.add(() -> {
            var parker = new Parker();
            var random = new SplittableRandom(limit);
            int[] next = new int[SENDERS];
            var rx = channel.receiver();
            while (received.get() < limit) {
                Future<@Nullable Message> receive = rx.receive();
                Poll<@Nullable Message> polled = receive.poll(parker.cx);
                if (polled.isPending() && random.nextInt(8) == 0) {
                    receive.cancel(parker.cx);
                    receive = rx.receive();
                }
                Message message =
                        polled instanceof Poll.Ready<Message>(var first)
                                ? first
                                : parker.await(receive);
                if (message == null) {
                    break;
                }
                received.incrementAndGet();
                next[message.from] = checkNext(message, next[message.from]);
            }
            rx.close();
            return null;
        });
        Parker.inThreads(jobs);
        assertThat(received.get() + dropped.get()).isEqualTo(sent.get());
    }

    private static int checkNext(Message message, int least) {
        if (message.number < least) {
            throw new AssertionError(message + " after " + least);
        }
        return message.number + 1;
    }
}
