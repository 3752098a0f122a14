package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.yieldNow;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Context;

/** What is held by one, or by readers, is never held by others meanwhile, and is never lost. */
@Timeout(120)
class LockStressTest {
    private static final int WRITING = 1 << 16;

    @ParameterizedTest
    @EnumSource
    void semaphoreNeitherLosesNorInventsPermits(Flavour flavour) throws Exception {
        var semaphore = Semaphore.of(5);
        var inside = new AtomicInteger();
        TaskStress.run(
                flavour,
                id ->
                        async(() -> {
                            var random = new SplittableRandom(id);
                            for (int i = 0; i < TaskStress.EACH; i++) {
                                var acquire = semaphore.acquireMany(1 + random.nextInt(3));
                                try (var permit = TaskStress.maybe(acquire, random).await()) {
                                    if (permit != null) {
                                        assertThat(inside.addAndGet(permit.count()))
                                                .isLessThanOrEqualTo(5);
                                        if (random.nextInt(8) == 0) {
                                            yieldNow().await();
                                        }
                                        inside.addAndGet(-permit.count());
                                    }
                                }
                            }
                        }));
        assertThat(semaphore.availablePermits()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void mutexLetsOneInAtATime(Flavour flavour) throws Exception {
        var mutex = Mutex.of(0);
        var locked = new AtomicLong();
        TaskStress.run(
                flavour,
                id ->
                        async(() -> {
                            var random = new SplittableRandom(id);
                            for (int i = 0; i < TaskStress.EACH; i++) {
                                try (var guard = TaskStress.maybe(mutex.lock(), random).await()) {
                                    if (guard != null) {
                                        int value = guard.get();
                                        if (random.nextInt(8) == 0) {
                                            yieldNow().await();
                                        }
                                        guard.set(value + 1);
                                        locked.incrementAndGet();
                                    }
                                }
                            }
                        }));
        int sum = Objects.requireNonNull(mutex.tryLock()).get();
        assertThat(locked).hasValue(sum);
    }

    @ParameterizedTest
    @EnumSource
    void rwLockLetsReadersInTogetherAndWritersAlone(Flavour flavour) throws Exception {
        var lock = RwLock.of(0);
        var inside = new AtomicInteger();
        TaskStress.run(
                flavour,
                id ->
                        async(() -> {
                            var random = new SplittableRandom(id);
                            for (int i = 0; i < TaskStress.EACH; i++) {
                                if (random.nextInt(4) != 0) {
                                    try (var guard =
                                            TaskStress.maybe(lock.read(), random).await()) {
                                        if (guard != null) {
                                            read(guard, inside);
                                            if (random.nextInt(8) == 0) {
                                                yieldNow().await();
                                            }
                                            inside.getAndDecrement();
                                        }
                                    }
                                    continue;
                                }
                                try (var guard = TaskStress.maybe(lock.write(), random).await()) {
                                    if (guard != null) {
                                        write(guard, inside);
                                        if (random.nextInt(8) == 0) {
                                            yieldNow().await();
                                        }
                                        inside.addAndGet(-WRITING);
                                        if (random.nextInt(4) == 0) {
                                            try (var reader = guard.downgrade()) {
                                                read(reader, inside);
                                                inside.getAndDecrement();
                                            }
                                        }
                                    }
                                }
                            }
                        }));
        assertThat(lock.tryWrite()).isNotNull();
    }

    private static void read(RwLock.ReadGuard<Integer> guard, AtomicInteger inside) {
        int value = guard.get();
        if (inside.getAndIncrement() >= WRITING || guard.get() != value) {
            throw new AssertionError("a writer beside a reader");
        }
    }

    private static void write(RwLock.WriteGuard<Integer> guard, AtomicInteger inside) {
        if (inside.getAndAdd(WRITING) != 0) {
            throw new AssertionError("somebody beside a writer");
        }
        guard.set(guard.get() + 1);
    }

    @ParameterizedTest
    @EnumSource
    void aNotificationReachesSomebodyEvenIfWaitersLeave(Flavour flavour) throws Exception {
        var notify = Notify.create();
        var turns = new AtomicInteger();
        notify.notifyOne();
        TaskStress.run(
                flavour,
                id ->
                        async(() -> {
                            var random = new SplittableRandom(id);
                            while (turns.get() < 8 * TaskStress.EACH) {
                                var notified = notify.notified();
                                if (random.nextInt(8) == 0 && !notified.enable()) {
                                    yieldNow().await();
                                    notified.cancel(Context.noop());
                                    continue;
                                }
                                notified.await();
                                turns.incrementAndGet();
                                if (random.nextInt(8) == 0) {
                                    notify.notifyLast();
                                } else {
                                    notify.notifyOne();
                                }
                            }
                            notify.notifyOne();
                        }));
        int all = 8 * TaskStress.EACH;
        assertThat(turns.get()).isBetween(all, all + TaskStress.TASKS);
    }
}
