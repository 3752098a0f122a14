package yamanote.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.internal.task.Task;
import yamanote.internal.task.Unscheduled;

/** The queue for tasks from outside. */
class GlobalQueueTest {
    private final GlobalQueue queue = new GlobalQueue();

    @Test
    void tasksComeOutInTheOrderInWhichTheyWentIn() {
        List<Task> in = push(5);
        assertThat(queue.pop()).isSameAs(in.getFirst());
        in.addAll(push(3));
        assertThat(queue.depth()).isEqualTo(7);
        assertThat(drain()).isEqualTo(in.subList(1, 8));
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.depth()).isZero();
    }

    @Test
    void aChainComesOutFromTheOldestToTheNewestBetweenItsNeighbours() {
        List<Task> in = push(2);
        Task oldest = new Task(2, Unscheduled.INSTANCE);
        Task middle = new Task(3, Unscheduled.INSTANCE);
        Task newest = new Task(4, Unscheduled.INSTANCE);
        newest.next(middle);
        middle.next(oldest);
        assertThat(queue.pushChain(newest, oldest, 3)).isTrue();
        in.addAll(List.of(oldest, middle, newest));
        in.addAll(push(1));
        assertThat(queue.depth()).isEqualTo(6);
        assertThat(queue.pushed()).isEqualTo(6);
        assertThat(drain()).isEqualTo(in);
    }

    @Test
    void thereIsOneConsumerAtATimeAndTheBatchGoesToTheNext() {
        List<Task> in = push(3);
        assertThat(queue.tryConsume()).isTrue();
        assertThat(queue.tryConsume()).isFalse();
        assertThat(queue.pop()).isSameAs(in.get(0));
        queue.endConsume();
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.tryConsume()).isTrue();
        assertThat(drain()).isEqualTo(in.subList(1, 3));
        assertThat(queue.isEmpty()).as("while somebody consumes").isFalse();
        queue.endConsume();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void afterCloseNothingGetsInAndWhatIsInsideComesOut() {
        List<Task> in = push(3);
        assertThat(queue.pop()).isSameAs(in.removeFirst());
        in.addAll(push(2));
        queue.close();
        queue.close();
        assertThat(queue.push(new Task(null, Unscheduled.INSTANCE))).isFalse();
        assertThat(drain()).isEqualTo(in);
        assertThat(queue.isEmpty()).isTrue();
    }

    /** Of a worker that is still in a poll when its runtime's time is over. */
    @Test
    void whatFlowsOverAfterCloseComesOutLast() {
        List<Task> in = push(2);
        queue.close();
        for (int chain = 0; chain < 2; chain++) {
            Task oldest = new Task(2 * chain, Unscheduled.INSTANCE);
            Task newest = new Task(2 * chain + 1, Unscheduled.INSTANCE);
            newest.next(oldest);
            queue.overflow(newest, oldest, 2);
            in.addAll(List.of(oldest, newest));
        }
        assertThat(queue.push(new Task(null, Unscheduled.INSTANCE))).isFalse();
        assertThat(queue.depth()).isEqualTo(6);
        assertThat(drain()).isEqualTo(in);
        assertThat(queue.depth()).isZero();
    }

    @Test
    void fromManyThreadsNothingIsLostAndEachOnesOrderIsKept() throws Exception {
        int perThread = 20_000;
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            int thread = t;
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < perThread; i++) {
                                    queue.push(
                                            new Task(new int[] {thread, i}, Unscheduled.INSTANCE));
                                }
                            }));
        }
        int[] next = new int[3];
        for (int taken = 0; taken < 3 * perThread; ) {
            @Nullable Task task = queue.pop();
            if (task != null && task.payload() instanceof int[] id) {
                assertThat(id[1]).isEqualTo(next[id[0]]++);
                taken++;
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(queue.isEmpty()).isTrue();
    }

    private List<Task> push(int count) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Task task = new Task(i, Unscheduled.INSTANCE);
            assertThat(queue.push(task)).isTrue();
            tasks.add(task);
        }
        return tasks;
    }

    private List<Task> drain() {
        List<Task> tasks = new ArrayList<>();
        for (Task task = queue.pop(); task != null; task = queue.pop()) {
            tasks.add(task);
        }
        return tasks;
    }
}
