package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Stress;
import yamanote.future.Owned;
import yamanote.future.Poll;

/** Many operations each, by threads that poll by hand and cancel now and then. */
@Timeout(120)
class SyncStressTest {
    private static final int OPERATIONS = Stress.OPERATIONS;
    private static final int THREADS = 4;

    private static <T extends @Nullable Object> T value(Poll<T> polled) {
        return ((Poll.Ready<T>) polled).value();
    }

    @Test
    void semaphoreNeitherLosesNorInventsPermits() throws Exception {
        var semaphore = Semaphore.of(3);
        var inside = new AtomicInteger();
        var jobs = new ArrayList<Callable<@Nullable Void>>();
        for (int t = 0; t < THREADS; t++) {
            var random = new SplittableRandom(t);
            jobs.add(() -> {
                var parker = new Parker();
                for (int i = 0; i < OPERATIONS / THREADS; i++) {
                    int n = 1 + random.nextInt(3);
                    var acquire = semaphore.acquireMany(n);
                    var polled = acquire.poll(parker.cx);
                    if (polled.isPending() && random.nextInt(4) == 0) {
                        acquire.cancel(parker.cx);
                        continue;
                    }
                    try (var permit = polled.isReady() ? value(polled) : parker.await(acquire)) {
                        int sum = inside.addAndGet(permit.count());
                        if (sum > 3) {
                            throw new AssertionError(sum + " permits out of 3");
                        }
                        inside.addAndGet(-permit.count());
                    }
                }
                return null;
            });
        }
        Parker.inThreads(jobs);
        assertThat(semaphore.availablePermits()).isEqualTo(3);
    }

    @Test
    void notifyOneReachesSomebodyEvenIfWaitersLeave() throws Exception {
        var notify = Notify.create();
        var turns = new AtomicInteger();
        notify.notifyOne();
        var jobs = new ArrayList<Callable<@Nullable Void>>();
        for (int t = 0; t < THREADS; t++) {
            var random = new SplittableRandom(t);
            jobs.add(() -> {
                var parker = new Parker();
                while (turns.get() < OPERATIONS) {
                    var notified = notify.notified();
                    var polled = notified.poll(parker.cx);
                    if (polled.isPending() && random.nextInt(4) == 0) {
                        notified.cancel(parker.cx);
                        continue;
                    }
                    if (polled.isPending()) {
                        parker.await(notified);
                    }
                    turns.incrementAndGet();
                    if (random.nextInt(8) == 0) {
                        notify.notifyLast();
                    } else {
                        notify.notifyOne();
                    }
                }
                notify.notifyOne();
                return null;
            });
        }
        Parker.inThreads(jobs);
        assertThat(turns.get()).isBetween(OPERATIONS, OPERATIONS + THREADS);
    }

    @Test
    void notifyWaitersMissesNobodyWhoLookedBefore() throws Exception {
        var notify = Notify.create();
        var version = new AtomicInteger();
        var jobs = new ArrayList<Callable<@Nullable Void>>();
        for (int t = 1; t < THREADS; t++) {
            jobs.add(() -> {
                var parker = new Parker();
                for (; ; ) {
                    var notified = notify.notified();
                    int seen = version.get();
                    if (seen == OPERATIONS) {
                        return null;
                    }
                    parker.await(notified);
                }
            });
        }
        jobs.add(() -> {
            for (int i = 0; i < OPERATIONS; i++) {
                version.incrementAndGet();
                notify.notifyWaiters();
            }
            return null;
        });
        Parker.inThreads(jobs);
    }

    /** A message that counts whether it was received or dropped. */
    private record Message(AtomicInteger dropped, int number) implements Owned {
        @Override
        public void close() {
            dropped.incrementAndGet();
        }
    }

    /** B210. */
    @Test
    void aOneshotValueIsReceivedOrDroppedOrGivenBack() throws Exception {
        var dropped = new AtomicInteger();
        var received = new AtomicInteger();
        var refused = new AtomicInteger();
        var gaveUp = new AtomicInteger();
        var channels = Mpsc.<Oneshot.Channel<Message>>channel(64);
        var receivers = Mpsc.<Oneshot.Receiver<Message>>channel(64);
        var jobs = new ArrayList<Callable<@Nullable Void>>();
        jobs.add(() -> {
            var parker = new Parker();
            try (var all = channels.sender();
                    var ends = receivers.sender()) {
                for (int i = 0; i < OPERATIONS; i++) {
                    Oneshot.Channel<Message> channel = Oneshot.channel();
                    parker.await(ends.send(channel.receiver()));
                    parker.await(all.send(channel));
                }
            }
            return null;
        });
        jobs.add(() -> {
            var parker = new Parker();
            var rx = channels.receiver();
            for (int i = 0; parker.await(rx.receive()) instanceof Oneshot.Channel<Message> c; i++) {
                if (i % 16 == 0) {
                    c.sender().close();
                } else if (!c.sender().send(new Message(dropped, i))) {
                    refused.incrementAndGet();
                }
            }
            return null;
        });
        jobs.add(() -> {
            var parker = new Parker();
            var rx = receivers.receiver();
            for (int i = 0;
                    parker.await(rx.receive()) instanceof Oneshot.Receiver<Message> one;
                    i++) {
                try {
                    if (i % 4 != 0) {
                        parker.await(one);
                        received.incrementAndGet();
                    } else if (one.poll(parker.cx).isPending()) {
                        one.cancel(parker.cx);
                    } else {
                        received.incrementAndGet();
                    }
                } catch (ClosedException e) {
                    gaveUp.incrementAndGet();
                }
            }
            return null;
        });
        Parker.inThreads(jobs);
        int sent = OPERATIONS - OPERATIONS / 16;
        assertThat(received.get() + dropped.get() + refused.get()).isEqualTo(sent);
        assertThat(gaveUp.get()).isLessThanOrEqualTo(OPERATIONS / 16);
    }

    @Test
    void mpscDeliversEveryMessageOnceAndInOrder() throws Exception {
        for (int capacity : new int[] {1, 33}) {
            mpsc(capacity, false);
        }
    }

    @Test
    void mpscDropsWhatIsNotReceivedWhenItsReceiverCloses() throws Exception {
        for (int i = 0; i < 200; i++) {
            mpsc(1 + i % 40, true);
        }
    }

    private static void mpsc(int capacity, boolean closeEarly) throws Exception {
        var channel = Mpsc.<Message>channel(capacity);
        var dropped = new AtomicInteger();
        var kept = new AtomicInteger();
        var created = new AtomicInteger();
        int perSender = (closeEarly ? OPERATIONS / 200 : OPERATIONS / 2) / THREADS;
        var jobs = new ArrayList<Callable<@Nullable Void>>();
        for (int t = 0; t < THREADS; t++) {
            int id = t;
            var sender = channel.sender().share();
            jobs.add(() -> {
                try (sender) {
                    send(sender, id, perSender, created, dropped, kept);
                }
                return null;
            });
        }
        channel.sender().close();
        var received = new AtomicInteger();
        jobs.add(() -> {
            var parker = new Parker();
            int[] next = new int[THREADS];
            var rx = channel.receiver();
            while (parker.await(rx.receive()) instanceof Message message) {
                int from = message.number % THREADS;
                int number = message.number / THREADS;
                if (number < next[from]) {
                    throw new AssertionError(number + " after " + next[from]);
                }
                next[from] = number + 1;
                if (received.incrementAndGet() == perSender && closeEarly) {
                    rx.close();
                }
            }
            return null;
        });
        Parker.inThreads(jobs);
        assertThat(received.get() + dropped.get() + kept.get()).isEqualTo(created.get());
        if (!closeEarly) {
            assertThat(kept.get()).isZero();
            assertThat(channel.receiver().capacity()).isEqualTo(capacity);
        }
    }

    private static void send(
            Mpsc.Sender<Message> sender,
            int id,
            int count,
            AtomicInteger created,
            AtomicInteger dropped,
            AtomicInteger kept)
            throws Exception {
        var parker = new Parker();
        var random = new SplittableRandom(id);
        for (int i = 0; i < count; i++) {
            var message = new Message(dropped, i * THREADS + id);
            created.incrementAndGet();
            try {
                switch (random.nextInt(4)) {
                    case 0 -> parker.await(sender.reserve()).send(message);
                    case 2 -> reserveMany(sender, parker, random, message);
                    case 1 -> {
                        var send = sender.send(message);
                        if (send.poll(parker.cx).isPending()) {
                            send.cancel(parker.cx);
                        }
                    }
                    default -> parker.await(sender.send(message));
                }
            } catch (ClosedException e) {
                kept.incrementAndGet();
                return;
            }
        }
    }

    /** Some of the waits are left, some of the permits are not used. */
    private static void reserveMany(
            Mpsc.Sender<Message> sender, Parker parker, SplittableRandom random, Message message)
            throws Exception {
        var reserve = sender.reserveMany(1 + random.nextInt(Math.min(3, sender.maxCapacity())));
        var polled = reserve.poll(parker.cx);
        if (polled.isPending() && random.nextBoolean()) {
            reserve.cancel(parker.cx);
            message.close();
            return;
        }
        try (var permits = polled.isReady() ? value(polled) : parker.await(reserve)) {
            permits.next().send(message);
        }
    }
}
