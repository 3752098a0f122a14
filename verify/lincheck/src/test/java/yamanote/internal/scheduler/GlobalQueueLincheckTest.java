package yamanote.internal.scheduler;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import yamanote.internal.task.Task;
import yamanote.internal.task.Unscheduled;

/** Push, the consumer's pop and its close are atomic, and the order is that of the pushes. */
@Param(name = "task", gen = IntGen.class, conf = "1:9")
public class GlobalQueueLincheckTest {
    private final GlobalQueue queue = new GlobalQueue();

    @Operation(params = "task")
    public boolean push(int task) {
        return queue.push(new Task(task, Unscheduled.INSTANCE));
    }

    /** Several linked tasks are pushed at once. */
    @Operation(params = {"task", "task"})
    public boolean pushTwo(int first, int second) {
        Task oldest = new Task(first, Unscheduled.INSTANCE);
        Task newest = new Task(second, Unscheduled.INSTANCE);
        newest.next(oldest);
        return queue.pushChain(newest, oldest, 2);
    }

    @Operation(nonParallelGroup = "consumer")
    public Object pop() {
        if (!queue.tryConsume()) {
            throw new AssertionError("there is no other consumer");
        }
        Task task = queue.pop();
        queue.endConsume();
        return task == null ? 0 : task.payload();
    }

    @Operation(nonParallelGroup = "consumer", runOnce = true)
    public void close() {
        queue.close();
    }

    @Test
    void isLinearizable() {
        new ModelCheckingOptions()
                .iterations(10)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(3)
                .check(GlobalQueueLincheckTest.class);
    }
}
