package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.timeout;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.sync.ClosedException;
import yamanote.sync.Semaphore;
import yamanote.task.JoinHandle;
import yamanote.time.Moment;

/**
 * A pool of connections. The guide's counts what is in use and waits on a condition variable; a
 * semaphore does both, in the order of arrival, and its permit cannot be forgotten.
 */
class ConnectionPoolTest {
    /** What the pool must know of its connections. */
    interface Manager<C extends Owned> {
        Future<C> connect();

        /** Whether a connection that was idle can still be used. */
        Future<Boolean> isHealthy(C connection);
    }

    static final class Pool<C extends Owned> implements Owned {
        private record Idle<C>(C connection, Moment since) {}

        private final Manager<C> manager;
        private final Semaphore permits;
        private final Duration acquireTimeout;
        private final Duration maxLifetime;

        /** Guarded by itself, never across an await. The one last used comes first. */
        private final ArrayDeque<Idle<C>> idle = new ArrayDeque<>();

        Pool(Manager<C> manager, int size, Duration acquireTimeout, Duration maxLifetime) {
            this.manager = manager;
            this.permits = Semaphore.of(size);
            this.acquireTimeout = acquireTimeout;
            this.maxLifetime = maxLifetime;
        }

        /**
         * A connection, which goes back when it is closed. Cancel safe: whatever an acquire holds
         * when it is cancelled or its time is over is given back, and a connection that nobody
         * received goes back since it is {@code Owned}.
         */
        Future<Pooled> acquire() {
            return timeout(
                    acquireTimeout,
                    () -> {
                        Semaphore.Permit permit = permits.acquire().await();
                        boolean received = false;
                        try {
                            Idle<C> open = healthy().await();
                            if (open == null) {
                                open = new Idle<>(manager.connect().await(), Moment.now());
                            }
                            Pooled pooled = new Pooled(permit, open);
                            received = true;
                            return pooled;
                        } finally {
                            if (!received) {
                                permit.close();
                            }
                        }
                    });
        }

        /** An idle connection that passes the check; those that do not are closed. Or null. */
        private Future<@Nullable Idle<C>> healthy() {
            return async(() -> {
                for (var next = takeIdle(); next != null; next = takeIdle()) {
                    boolean good = false;
                    try {
                        good = isYoung(next) && manager.isHealthy(next.connection()).await();
                    } finally {
                        if (!good) { // nor if the check was broken off: who knows what comes back
                            next.connection().close();
                        }
                    }
                    if (good) {
                        return next;
                    }
                }
                return null;
            });
        }

        private boolean isYoung(Idle<C> open) {
            return open.since().elapsed().compareTo(maxLifetime) < 0;
        }

        private @Nullable Idle<C> takeIdle() {
            synchronized (idle) {
                return idle.pollFirst();
            }
        }

        private void putBack(Idle<C> open) {
            boolean keep = isYoung(open);
            synchronized (idle) {
                keep &= !permits.isClosed();
                if (keep) {
                    idle.addFirst(open);
                }
            }
            if (!keep) {
                open.connection().close();
            }
        }

        /** Ends those who wait, and the connections: idle ones now, the others when they return. */
        @Override
        public void close() {
            permits.close();
            for (var next = takeIdle(); next != null; next = takeIdle()) {
                next.connection().close();
            }
        }

        /** A connection that is used, and the right to it. */
        final class Pooled implements Owned {
            private final Semaphore.Permit permit;
            private @Nullable Idle<C> open;

            private Pooled(Semaphore.Permit permit, Idle<C> open) {
                this.permit = permit;
                this.open = open;
            }

            C connection() {
                if (open == null) {
                    throw new IllegalStateException("this connection has gone back to its pool");
                }
                return open.connection();
            }

            /** First the connection, then the permit: whoever gets that finds it. */
            @Override
            public void close() {
                if (open != null) {
                    putBack(open);
                    open = null;
                    permit.close();
                }
            }
        }
    }

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** A database that counts its connections. Every step takes a millisecond. */
    private final class Database implements Manager<Connection> {
        @Override
        public Future<Connection> connect() {
            return async(() -> {
                sleep(Duration.ofMillis(1)).await();
                return new Connection();
            });
        }

        @Override
        public Future<Boolean> isHealthy(Connection connection) {
            return async(() -> {
                sleep(Duration.ofMillis(1)).await();
                return !connection.broken;
            });
        }
    }

    private final class Connection implements Owned {
        private final int number = ++made;
        private boolean broken;
        private boolean closed;

        Connection() {
            open++;
            mostOpen = Math.max(mostOpen, open);
        }

        @Override
        public void close() {
            assertThat(closed).as("connection %d is closed once", number).isFalse();
            closed = true;
            open--;
        }
    }

    private int made;
    private int open;
    private int mostOpen;

    private Pool<Connection> pool(int size) {
        return new Pool<>(new Database(), size, SECOND, HOUR);
    }

    /** A caller who is busy with the connection until he is cancelled. */
    private static Future<@Nullable Void> use(Pool<?> pool) {
        return async(() -> {
            try (var _ = pool.acquire().await()) {
                sleep(HOUR).await();
            }
        });
    }

    @Test
    void connectionGoesBackWhenItIsClosedAndIsUsedAgain() throws Exception {
        try (var runtime = Shop.paused();
                var pool = pool(2)) {
            runtime.blockOn(() -> {
                for (int i = 0; i < 10; i++) {
                    try (var pooled = pool.acquire().await()) {
                        assertThat(pooled.connection().number).isEqualTo(1);
                    }
                }
            });
        }
        assertThat(open).isZero();
    }

    @Test
    void manyCallersShareFewConnectionsInTheOrderOfTheirArrival() throws Exception {
        List<Integer> order = new ArrayList<>();
        try (var runtime = Shop.paused();
                var pool = pool(3)) {
            runtime.blockOn(() -> {
                List<JoinHandle<@Nullable Void>> callers = new ArrayList<>();
                for (int i = 0; i < 30; i++) {
                    int number = i;
                    callers.add(
                            spawn(() -> {
                                try (var _ = pool.acquire().await()) {
                                    order.add(number);
                                    sleep(Duration.ofMillis(10)).await();
                                }
                            }));
                }
                for (var caller : callers) {
                    caller.await();
                }
            });
        }
        assertThat(mostOpen).isEqualTo(3);
        assertThat(made).isEqualTo(3);
        assertThat(order).isSorted().hasSize(30);
    }

    @Test
    void waitForAConnectionHasAnEnd() throws Exception {
        try (var runtime = Shop.paused();
                var pool = pool(1)) {
            runtime.blockOn(() -> {
                try (var _ = pool.acquire().await()) {
                    Moment start = Moment.now();
                    boolean timedOut = false;
                    try {
                        pool.acquire().await().close();
                    } catch (TimeoutException e) {
                        timedOut = true;
                    }
                    assertThat(timedOut).isTrue();
                    assertThat(start.elapsed()).isEqualTo(SECOND);
                }
                pool.acquire().await().close();
            });
        }
        assertThat(made).isEqualTo(1);
    }

    @Test
    void brokenConnectionIsReplacedBeforeAnybodySeesIt() throws Exception {
        try (var runtime = Shop.paused();
                var pool = pool(1)) {
            runtime.blockOn(() -> {
                try (var pooled = pool.acquire().await()) {
                    pooled.connection().broken = true;
                }
                try (var pooled = pool.acquire().await()) {
                    assertThat(pooled.connection().number).isEqualTo(2);
                }
            });
            assertThat(mostOpen).isEqualTo(1);
        }
        assertThat(open).isZero();
    }

    @Test
    void oldConnectionIsReplaced() throws Exception {
        try (var runtime = Shop.paused();
                var pool = pool(1)) {
            runtime.blockOn(() -> {
                pool.acquire().await().close();
                sleep(HOUR).await();
                try (var pooled = pool.acquire().await()) {
                    assertThat(pooled.connection().number).isEqualTo(2);
                    sleep(HOUR).await();
                }
                assertThat(open).as("closed when it came back").isZero();
            });
        }
    }

    /** Cancelled at any time: while it waits, checks, connects, or when nobody takes the result. */
    @Test
    void cancelledAcquireLosesNoConnection() throws Exception {
        for (int millis = 0; millis < 6; millis++) {
            Duration cancelAfter = Duration.ofMillis(millis);
            try (var runtime = Shop.paused();
                    var pool = pool(1)) {
                runtime.blockOn(() -> {
                    var used = pool.acquire().await();
                    used.connection().broken = true;
                    var caller = spawn(use(pool));
                    yieldNow().await(); // it waits
                    used.close(); // it checks, then connects
                    sleep(cancelAfter).await();
                    caller.abort();
                    caller.outcome().await();
                    try (var pooled = pool.acquire().await()) {
                        assertThat(pooled.connection().broken).isFalse();
                        assertThat(open).isEqualTo(1);
                    }
                });
            }
            assertThat(open).as("cancelled after %d ms", millis).isZero();
        }
        assertThat(mostOpen).isEqualTo(1);
    }

    @Test
    void closingThePoolEndsThoseWhoWaitAndTheConnections() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(() -> {
                var pool = pool(2);
                var used = pool.acquire().await();
                pool.acquire().await().close();
                var more = pool.acquire().await();
                var waiting = spawn(pool.acquire());
                yieldNow().await();
                more.close();
                waiting.await().close();
                pool.close();
                assertThat(open).as("only the one in use").isEqualTo(1);
                boolean refused = false;
                try {
                    pool.acquire().await();
                } catch (ClosedException e) {
                    refused = true;
                }
                assertThat(refused).isTrue();
                used.close();
            });
        }
        assertThat(open).isZero();
    }
}
