package yamanote.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.TestDriver;

/** Where a thread sleeps. */
@OnEachDriver
@Timeout(60)
class ParkerTest {
    @Parameter TestDriver driver;

    private final Parker parker = new Parker();

    @Test
    void anUnparkBeforehandMakesTheNextParkNotWait() throws Exception {
        parker.claim();
        parker.unpark();
        parker.unpark();
        parker.park(null, Long.MAX_VALUE);
        try (Reactor reactor = Reactor.open(driver.factory())) {
            parker.unpark();
            parker.park(reactor, Long.MAX_VALUE);
        }
        assertThat(parker.takeNotice()).as("all notices are used up").isFalse();
    }

    @Test
    void aNoticeThatWasTakenIsGone() {
        parker.claim();
        parker.unpark();
        assertThat(parker.takeNotice()).isTrue();
        assertThat(parker.takeNotice()).isFalse();
    }

    @Test
    void aLimitEndsTheWait() throws Exception {
        parker.claim();
        try (Reactor reactor = Reactor.open(driver.factory())) {
            long start = System.nanoTime();
            parker.park(reactor, 20_000_000);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(19_000_000L);
        }
    }

    @Test
    void itsOwnerIsKnownBetweenClaimAndRelease() {
        assertThat(parker.owner()).isNull();
        parker.claim();
        assertThat(parker.owner()).isSameAs(Thread.currentThread());
        parker.release();
        assertThat(parker.owner()).isNull();
    }

    /** Queued work, then unpark, against a look at the queue, then park. */
    @Test
    void noUnparkIsLostOnTheWayToSleepOnTheThread() throws Exception {
        pingPong(null);
    }

    @Test
    void noUnparkIsLostOnTheWayToSleepInTheReactor() throws Exception {
        try (Reactor reactor = Reactor.open(driver.factory())) {
            pingPong(reactor);
        }
    }

    private void pingPong(@Nullable Reactor reactor) throws Exception {
        int rounds = 20_000;
        AtomicInteger queued = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        Thread sleeper =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            parker.claim();
                            while (taken.get() < rounds) {
                                if (queued.get() > taken.get()) {
                                    taken.incrementAndGet();
                                } else {
                                    parker.park(reactor, Long.MAX_VALUE);
                                }
                            }
                            done.countDown();
                        });
        for (int i = 1; i <= rounds; i++) {
            queued.set(i);
            parker.unpark();
            while (taken.get() < i && (i & 1) == 0 && sleeper.isAlive()) {
                Thread.onSpinWait();
            }
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        sleeper.join();
    }
}
