package peer;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Workload;

/** Semaphore and read-write lock, fair as the others' are. */
final class Locks {
    private static final int OPS = 6;

    private Locks() {}

    static Workload find(Options o) {
        return switch (o.workload()) {
            case "sem_unc_multi" -> semaphoreAlone(o);
            case "sem_unc_concurrent_multi" -> semaphoreTasks(o, 10);
            case "sem_cont_concurrent_multi" -> semaphoreTasks(o, 5);
            case "rw_unc_read" -> readAlone(o);
            case "rw_unc_concurrent_multi" -> readTasks(o);
            case "rw_cont_concurrent_multi" -> readTasksBehindWriter(o);
            default -> null;
        };
    }

    private static Workload semaphoreAlone(Options o) {
        Semaphore s = new Semaphore(10, true);
        return Tasks.rooted(o, OPS, () -> {
            for (int i = 0; i < OPS; i++) {
                acquire(s);
            }
        });
    }

    private static Workload semaphoreTasks(Options o, int permits) {
        Semaphore s = new Semaphore(permits, true);
        return Tasks.rooted(o, OPS, () -> joinAll(spawnAll(OPS, () -> acquire(s))));
    }

    private static Workload readAlone(Options o) {
        ReadWriteLock lock = new ReentrantReadWriteLock(true);
        return Tasks.rooted(o, OPS, () -> {
            for (int i = 0; i < OPS; i++) {
                read(lock);
            }
        });
    }

    private static Workload readTasks(Options o) {
        ReadWriteLock lock = new ReentrantReadWriteLock(true);
        return Tasks.rooted(o, OPS, () -> joinAll(spawnAll(OPS, () -> read(lock))));
    }

    private static Workload readTasksBehindWriter(Options o) {
        ReadWriteLock lock = new ReentrantReadWriteLock(true);
        return Tasks.rooted(o, OPS, () -> {
            lock.writeLock().lock();
            Thread[] readers = spawnAll(OPS - 1, () -> read(lock));
            lock.writeLock().unlock();
            joinAll(readers);
        });
    }

    private static void acquire(Semaphore s) throws InterruptedException {
        s.acquire();
        s.release();
    }

    private static void read(ReadWriteLock lock) {
        lock.readLock().lock();
        lock.readLock().unlock();
    }

    private static Thread[] spawnAll(int n, Tasks.Body body) {
        Thread[] all = new Thread[n];
        for (int i = 0; i < n; i++) {
            all[i] = Tasks.spawn(body);
        }
        return all;
    }

    private static void joinAll(Thread[] all) throws InterruptedException {
        for (Thread t : all) {
            t.join();
        }
    }
}
