package yamanote.internal.scheduler;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import yamanote.internal.task.Task;
import yamanote.internal.task.Unscheduled;

/**
 * Push, pop and steal are atomic: a thief takes the older half at once, in order. (A second thief
 * at the same time is refused, which no sequence explains; the stress tests have that.)
 */
@Param(name = "task", gen = IntGen.class, conf = "1:9")
public class LocalQueueLincheckTest {
    private final LocalQueue queue = new LocalQueue();
    private final GlobalQueue overflow = new GlobalQueue();

    @Operation(params = "task", nonParallelGroup = "owner")
    public void push(int task) {
        queue.push(new Task(task, Unscheduled.INSTANCE), overflow);
    }

    @Operation(nonParallelGroup = "owner")
    public Object pop() {
        return number(queue.pop());
    }

    @Operation(nonParallelGroup = "thief")
    public List<Object> steal() {
        LocalQueue mine = new LocalQueue();
        List<Object> loot = new ArrayList<>();
        for (Task task = queue.stealInto(mine); task != null; task = mine.pop()) {
            loot.add(number(task));
        }
        return loot;
    }

    @Test
    void isLinearizable() {
        new ModelCheckingOptions()
                .iterations(10)
                .invocationsPerIteration(300)
                .threads(2)
                .actorsPerThread(4)
                .check(LocalQueueLincheckTest.class);
    }

    private static Object number(Task task) {
        return task == null ? 0 : task.payload();
    }
}
