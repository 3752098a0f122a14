package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.spawn;
import static yamanote.Async.spawnBlocking;
import static yamanote.Async.yieldNow;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.runtime.AsyncRuntime;

/** spawnBlocking: the truck lane beside the road, for code that computes or blocks. */
class SpawnBlockingTest {
    private static String expensiveHash(byte[] data) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < 1000; i++) {
            digest.update(data);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Future<String> hash(byte[] data) {
        return async(() -> spawnBlocking(() -> expensiveHash(data)).await());
    }

    @Test
    void hashIsComputedOffTheAsyncThread() throws Exception {
        byte[] data = "yamanote".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (var runtime = AsyncRuntime.currentThread().build()) {
            assertThat(runtime.blockOn(hash(data))).isEqualTo(expensiveHash(data));
            Thread async = Thread.currentThread();
            Thread blocking =
                    runtime.blockOn(async(() -> spawnBlocking(Thread::currentThread).await()));
            assertThat(blocking).isNotSameAs(async);
        }
    }

    /** While the truck is on its own lane, the bicycles go on. */
    @Test
    void otherTasksRunWhileOneBlocks() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger steps = new AtomicInteger();
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(
                    async(() -> {
                        var blocked = spawnBlocking(() -> release.await());
                        var other =
                                spawn(() -> {
                                    for (int i = 0; i < 100; i++) {
                                        steps.incrementAndGet();
                                        yieldNow().await();
                                    }
                                });
                        other.await();
                        assertThat(steps).hasValue(100);
                        assertThat(blocked.isFinished()).isFalse();
                        release.countDown();
                        blocked.await();
                    }));
        }
    }

    @Test
    void exceptionOfBlockingCodeSurfacesAtTheAwait() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            assertThatThrownBy(() ->
                            runtime.blockOn(
                                    async(() ->
                                            spawnBlocking(
                                                            () -> {
                                                                throw new java.io.IOException(
                                                                        "disk");
                                                            })
                                                    .await())))
                    .isInstanceOf(java.io.IOException.class)
                    .hasMessage("disk");
        }
    }
}
