package yamanote.internal.waiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.future.Waker;

class WaiterQueueTest {
    private static final class Node extends Waiter {}

    private static final class Line extends WaiterQueue {
        private final List<Integer> woken = new ArrayList<>();
        private final List<Node> nodes = new ArrayList<>();
        private int counter;

        Line(int waiters) {
            for (int i = 0; i < waiters; i++) {
                int id = i;
                var node = new Node();
                nodes.add(node);
                append(node, Waker.of(() -> woken.add(id)));
            }
        }

        List<Integer> wake(@Nullable Waiter chain) {
            woken.clear();
            wakeAll(chain);
            return List.copyOf(woken);
        }

        List<Integer> wakeEveryone() {
            Waiter last = last();
            return wake(last == null ? null : removeThrough(last));
        }

        void count(int times) {
            for (int i = 0; i < times; i++) {
                lockQueue();
                counter++;
                unlockQueue();
            }
        }
    }

    @Test
    void waitersLeaveFromEveryPosition() {
        for (int gone = 0; gone < 4; gone++) {
            var line = new Line(4);
            assertThat(line.wake(line.remove(line.nodes.get(gone)))).containsExactly(gone);
            var rest = new ArrayList<>(List.of(0, 1, 2, 3));
            rest.remove(gone);
            assertThat(line.wakeEveryone()).isEqualTo(rest);
            assertThat(line.first()).isNull();
            assertThat(line.last()).isNull();
        }
    }

    @Test
    void theFirstOnesLeaveAsAChain() {
        for (int last = 0; last < 4; last++) {
            var line = new Line(4);
            var chain = line.removeThrough(line.nodes.get(last));
            assertThat(line.wake(chain)).hasSize(last + 1).startsWith(0).endsWith(last);
            assertThat(line.first()).isSameAs(last == 3 ? null : line.nodes.get(last + 1));
            assertThat(line.wakeEveryone()).hasSize(3 - last);
        }
    }

    @Test
    void aWaiterThatEndedIsNotWoken() {
        var line = new Line(3);
        line.nodes.get(1).end();
        assertThat(line.wakeEveryone()).containsExactly(0, 2);
    }

    @Test
    void theLockExcludes() throws Exception {
        var line = new Line(0);
        var start = new CountDownLatch(1);
        var failed = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 4; t++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    start.await();
                                    line.count(100_000);
                                } catch (InterruptedException e) {
                                    failed.incrementAndGet();
                                }
                            }));
        }
        start.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(failed).hasValue(0);
        assertThat(line.counter).isEqualTo(400_000);
    }
}
