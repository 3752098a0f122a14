package yamanote.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.internal.task.Task;
import yamanote.internal.task.Unscheduled;

/** The ring of one worker; Tokio's queue tests and loom_queue.rs. */
@Timeout(60)
class LocalQueueTest {
    private final LocalQueue queue = new LocalQueue();
    private final GlobalQueue overflow = new GlobalQueue();

    @Test
    void tasksComeOutInTheOrderInWhichTheyWentIn() {
        for (int lap = 0; lap < 5; lap++) {
            List<Task> in = push(200);
            assertThat(queue.size()).isEqualTo(200);
            assertThat(queue.room()).isEqualTo(LocalQueue.CAPACITY - 200);
            assertThat(drain(queue)).isEqualTo(in);
            assertThat(queue.isEmpty()).isTrue();
        }
        assertThat(overflow.isEmpty()).isTrue();
    }

    /** B112. */
    @Test
    void the257thPushOverflowsExactlyOnceAndNoTaskIsLost() {
        List<Task> in = push(LocalQueue.CAPACITY);
        assertThat(queue.room()).isZero();
        Task last = task(256);
        assertThat(queue.push(last, overflow)).as("fits").isFalse();
        in.add(last);
        assertThat(queue.size()).isEqualTo(128);
        assertThat(overflow.depth()).isEqualTo(129);
        for (int i = 0; i < 128; i++) {
            Task further = task(257 + i);
            assertThat(queue.push(further, overflow)).as("fits").isTrue();
        }
        assertThat(overflow.depth()).isEqualTo(129);
    }

    /** B112: the older half stays, the younger one follows in its order. */
    @Test
    void anOverflowKeepsTheOrderOfBothHalves() {
        for (int start = 0; start < 300; start += 100) {
            push(start % 256);
            drain(queue);
            List<Task> in = push(LocalQueue.CAPACITY);
            Task last = task(256);
            queue.push(last, overflow);
            in.add(last);
            assertThat(drain(queue)).isEqualTo(in.subList(0, 128));
            assertThat(drain(overflow)).isEqualTo(in.subList(128, 257));
        }
    }

    /** B113: the thief keeps one to run and one in its queue. */
    @Test
    void stealingFromFourTakesTwo() {
        List<Task> in = push(4);
        LocalQueue thief = new LocalQueue();
        assertThat(queue.stealInto(thief)).isSameAs(in.get(0));
        assertThat(drain(thief)).containsExactly(in.get(1));
        assertThat(drain(queue)).containsExactly(in.get(2), in.get(3));
    }

    @Test
    void stealingTakesTheLargerHalf() {
        LocalQueue thief = new LocalQueue();
        assertThat(queue.stealInto(thief)).isNull();
        List<Task> in = push(1);
        assertThat(queue.stealInto(thief)).isSameAs(in.getFirst());
        push(5);
        queue.stealInto(thief);
        assertThat(thief.size()).isEqualTo(2);
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void whoseOwnQueueIsMoreThanHalfFullStealsNothing() {
        push(4);
        LocalQueue thief = new LocalQueue();
        for (int i = 0; i < 129; i++) {
            thief.push(task(i), overflow);
        }
        assertThat(queue.stealInto(thief)).isNull();
        assertThat(queue.size()).isEqualTo(4);
        thief.pop();
        assertThat(queue.stealInto(thief)).isNotNull();
        assertThat(thief.size()).isEqualTo(129);
    }

    /** B114: an owner that pushes, pops and overflows, and two thieves. */
    @Test
    void nothingIsLostOrDuplicatedBetweenOwnerAndThieves() throws Exception {
        int count = 500_000;
        AtomicIntegerArray seen = new AtomicIntegerArray(count);
        CountDownLatch pushed = new CountDownLatch(1);
        List<Thread> thieves = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            thieves.add(Thread.ofPlatform().start(() -> stealUntil(pushed, seen)));
        }
        for (int i = 0; i < count; i++) {
            queue.push(task(i), overflow);
            if (i % 3 == 0) {
                count(queue.pop(), seen);
            }
        }
        drain(queue).forEach(task -> count(task, seen));
        pushed.countDown();
        for (Thread thief : thieves) {
            thief.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(thief.isAlive()).isFalse();
        }
        drain(queue).forEach(task -> count(task, seen));
        drain(overflow).forEach(task -> count(task, seen));
        BitSet wrong = new BitSet();
        for (int i = 0; i < count; i++) {
            wrong.set(i, seen.get(i) != 1);
        }
        assertThat(wrong.stream().boxed()).isEmpty();
    }

    private void stealUntil(CountDownLatch pushed, AtomicIntegerArray seen) {
        LocalQueue mine = new LocalQueue();
        while (pushed.getCount() > 0) {
            count(queue.stealInto(mine), seen);
            drain(mine).forEach(task -> count(task, seen));
        }
    }

    private static void count(@Nullable Task task, AtomicIntegerArray seen) {
        if (task != null && task.payload() instanceof Integer number) {
            seen.incrementAndGet(number);
        }
    }

    private List<Task> push(int count) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Task task = task(i);
            assertThat(queue.push(task, overflow)).as("fits").isTrue();
            tasks.add(task);
        }
        return tasks;
    }

    private static Task task(int number) {
        return new Task(number, Unscheduled.INSTANCE);
    }

    private static List<Task> drain(LocalQueue queue) {
        List<Task> tasks = new ArrayList<>();
        for (Task task = queue.pop(); task != null; task = queue.pop()) {
            tasks.add(task);
        }
        return tasks;
    }

    private static List<Task> drain(GlobalQueue queue) {
        List<Task> tasks = new ArrayList<>();
        for (Task task = queue.pop(); task != null; task = queue.pop()) {
            tasks.add(task);
        }
        return tasks;
    }
}
