package yamanote.internal.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of living tasks against a set. */
class OwnedTasksTest {
    @Test
    void holdsExactlyWhatWasAddedAndNotRemoved() {
        OwnedTasks owned = new OwnedTasks();
        Set<Task> model = new HashSet<>();
        List<Task> alive = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            if (alive.isEmpty() || random.nextInt(3) > 0) {
                Task task = new Task(i, Unscheduled.INSTANCE);
                owned.add(task);
                alive.add(task);
                model.add(task);
            } else {
                Task task = alive.remove(random.nextInt(alive.size()));
                owned.remove(task);
                model.remove(task);
            }
        }
        Set<Task> seen = new HashSet<>();
        owned.forEach(seen::add);
        assertThat(seen).isEqualTo(model);
        assertThat(owned.size()).isEqualTo(model.size());
    }

    @Test
    void whatIsVisitedMayBeRemoved() {
        OwnedTasks owned = new OwnedTasks();
        for (int i = 0; i < 100; i++) {
            owned.add(new Task(i, Unscheduled.INSTANCE));
        }
        owned.forEach(owned::remove);
        assertThat(owned.size()).isZero();
    }
}
