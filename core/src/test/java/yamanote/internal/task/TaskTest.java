package yamanote.internal.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.Waker;
import yamanote.internal.task.TaskState.Begin;
import yamanote.internal.task.TaskState.End;
import yamanote.internal.timer.Allocation;

/** The state word and the join side of a task. */
class TaskTest {
    private final List<Task> queue = new ArrayList<>();
    private final Task task = new Task("future", scheduling());

    @Test
    void aNewTaskIsQueuedAndWakesChangeNothing() {
        task.wake();
        task.abort();
        assertThat(queue).isEmpty();
    }

    @Test
    void anIdleTaskIsQueuedByTheFirstWakeOnly() {
        task.beginPoll();
        assertThat(task.endPoll()).isEqualTo(End.IDLE);
        task.wake();
        task.wake();
        assertThat(queue).containsExactly(task);
    }

    /** B124: the runner itself queues it again, once. */
    @Test
    void aWakeDuringThePollIsLeftToTheRunner() {
        task.beginPoll();
        task.wake();
        task.wake();
        assertThat(queue).isEmpty();
        assertThat(task.endPoll()).isEqualTo(End.AGAIN);
        assertThat(task.beginPoll()).isEqualTo(Begin.POLL);
        assertThat(task.endPoll()).isEqualTo(End.IDLE);
    }

    @Test
    void anAbortQueuesAnIdleTaskAndMakesOnePollACancel() {
        task.beginPoll();
        task.endPoll();
        task.abort();
        task.abort();
        assertThat(queue).containsExactly(task);
        assertThat(task.beginPoll()).isEqualTo(Begin.CANCEL);
        task.wake();
        assertThat(task.endPoll()).isEqualTo(End.AGAIN);
        assertThat(task.beginPoll()).isEqualTo(Begin.POLL);
    }

    /** B049, B060. */
    @Test
    void wakesAndAbortsAfterTheEndDoNothing() {
        task.beginPoll();
        task.complete("value");
        task.wake();
        task.abort();
        assertThat(queue).isEmpty();
        assertThat(task.isComplete()).isTrue();
        assertThat(task.payload()).isEqualTo("value");
    }

    @Test
    void theEndWakesTheLastWakerOfEachJoiner() {
        List<String> woken = new ArrayList<>();
        Joiner first = task.register(null, Waker.of(() -> woken.add("stale")));
        assertThat(task.register(first, Waker.of(() -> woken.add("first")))).isSameAs(first);
        assertThat(task.register(null, Waker.of(() -> woken.add("second")))).isNotNull();
        Joiner detached = task.register(null, Waker.of(() -> woken.add("detached")));
        assertThat(detached).isNotNull();
        detached.detach();
        task.beginPoll();
        task.complete(null);
        assertThat(woken).containsExactlyInAnyOrder("first", "second");
        assertThat(task.register(null, Waker.noop())).isNull();
        assertThat(task.register(first, Waker.noop())).isNull();
    }

    /** A select in a loop that asks for the outcome each time must not leak. */
    @Test
    void detachedJoinersDoNotPileUp() {
        for (int i = 0; i < 1000; i++) {
            Joiner joiner = task.register(null, Waker.noop());
            assertThat(joiner).isNotNull();
            assertThat(joiner.next).isNull();
            joiner.detach();
        }
    }

    @Test
    void theNumberStaysWhateverJoinsAndEnds() {
        Joiner early = task.register(null, Waker.noop());
        assertThat(early).isNotNull();
        long id = task.id();
        early.detach();
        List<String> woken = new ArrayList<>();
        assertThat(task.register(null, Waker.of(() -> woken.add("late")))).isNotNull();
        assertThat(task.id()).isEqualTo(id);
        task.beginPoll();
        task.complete("value");
        assertThat(woken).containsExactly("late");
        assertThat(task.id()).isEqualTo(id);
        assertThat(task.register(null, Waker.noop())).isNull();
    }

    @Test
    void aNumberAskedForAfterTheEndStaysToo() {
        task.beginPoll();
        task.complete("value");
        long id = task.id();
        assertThat(task.id()).isEqualTo(id);
        assertThat(new Task("other", Unscheduled.INSTANCE).id()).isGreaterThan(id);
        assertThat(task.register(null, Waker.noop())).isNull();
    }

    @Test
    void aTaskTakes32Bytes() {
        Scheduling scheduling = scheduling();
        Task[] tasks = new Task[10_000];
        long bytes =
                Allocation.of(() -> {
                    for (int i = 0; i < tasks.length; i++) {
                        tasks[i] = new Task("future", scheduling);
                    }
                });
        assertThat(bytes / tasks.length).isLessThanOrEqualTo(32);
    }

    /** B248, of the wakers of joiners. */
    @Test
    void aJoinersWakerThatThrowsHarmsNobody() {
        List<String> woken = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            if (i == 1) {
                task.register(
                        null,
                        Waker.of(() -> {
                            woken.add("bad");
                            throw new Error("bad waker", null, false, false) {};
                        }));
            } else {
                task.register(null, Waker.of(() -> woken.add("good")));
            }
        }
        task.beginPoll();
        task.complete("result");
        assertThat(woken).containsExactlyInAnyOrder("good", "bad", "good");
    }

    private Scheduling scheduling() {
        return new Scheduling() {
            @Override
            public void schedule(Task task) {
                queue.add(task);
            }

            @Override
            public void requeue(Task task) {}

            @Override
            public void gaveWay(Task task) {}

            @Override
            public void adopt(Task task) {}

            @Override
            public void release(Task task) {}
        };
    }
}
