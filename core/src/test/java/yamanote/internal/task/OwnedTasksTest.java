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
    void holdsExactlyWhatWasAddedAndNotRemovedByWhicheverShard() {
        OwnedTasks owned = new OwnedTasks();
        OwnedTasks.Shard[] shards = {owned.newShard(), owned.newShard(), owned.newShard()};
        Set<Task> model = new HashSet<>();
        List<Task> alive = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 40_000; i++) {
            OwnedTasks.Shard shard = shards[random.nextInt(shards.length)];
            if (alive.isEmpty() || random.nextInt(3) > 0) {
                Task task = new Task(i, Unscheduled.INSTANCE);
                shard.add(task);
                alive.add(task);
                model.add(task);
            } else {
                Task task = alive.remove(random.nextInt(alive.size()));
                shard.remove(task);
                model.remove(task);
            }
        }
        assertThat(all(owned)).isEqualTo(model);
    }

    @Test
    void whatIsVisitedMayBeRemoved() {
        OwnedTasks owned = new OwnedTasks();
        for (int i = 0; i < 100; i++) {
            owned.add(new Task(i, Unscheduled.INSTANCE));
        }
        owned.forEach(owned::remove);
        assertThat(all(owned)).isEmpty();
    }

    @Test
    void oneThatOnlyAddsAndOneThatOnlyRemovesUseTheSameSlotsAgain() {
        OwnedTasks owned = new OwnedTasks();
        OwnedTasks.Shard adds = owned.newShard();
        OwnedTasks.Shard removes = owned.newShard();
        int highest = 0;
        for (int i = 0; i < 100_000; i++) {
            Task task = new Task(i, Unscheduled.INSTANCE);
            adds.add(task);
            highest = Math.max(highest, task.slot());
            removes.remove(task);
        }
        assertThat(highest).isLessThan(1_000);
    }

    private static Set<Task> all(OwnedTasks owned) {
        Set<Task> seen = new HashSet<>();
        owned.forEach(seen::add);
        return seen;
    }
}
