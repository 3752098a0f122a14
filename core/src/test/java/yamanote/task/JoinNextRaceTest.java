package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.task.Scheduling;
import yamanote.internal.task.Task;

/** A task of a set ends at the moment in which somebody begins to wait for it. */
@Timeout(60)
class JoinNextRaceTest {
    private static final long TIME = TimeUnit.MILLISECONDS.toNanos(500);

    /** A scheduler that is asked for nothing that matters. */
    private static final class Nowhere implements Scheduling {
        @Override
        public void schedule(Task task) {}

        @Override
        public void requeue(Task task) {}

        @Override
        public void gaveWay(Task task) {}

        @Override
        public void adopt(Task task) {}

        @Override
        public void release(Task task) {}
    }

    /** One that is to be completed by the other thread. */
    private final AtomicReference<@Nullable Task> ending = new AtomicReference<>();

    private volatile boolean over;

    private void complete() {
        while (!over) {
            Task task = ending.get();
            if (task != null) {
                ending.set(null);
                task.complete(1);
            }
        }
    }

    private interface Wait {
        Future<?> of(Members members);
    }

    /** Waits for one that ends meanwhile, and for one that never does. */
    private void race(boolean ordered, Wait wait) throws Exception {
        Context cx = Context.of(Waker.noop());
        Thread other = Thread.ofPlatform().start(this::complete);
        try {
            long start = System.nanoTime();
            for (int i = 0; System.nanoTime() - start < TIME; i++) {
                Members members = ordered ? new OrderedMembers("queue") : new Members("set");
                Task first = member(members);
                member(members);
                Future<?> next = wait.of(members);
                boolean isAll = !(next instanceof NextMember<?>);
                if (isAll) {
                    assertThat(next.poll(cx).isPending()).isTrue();
                }
                ending.set(first);
                if (i % 2 == 0) {
                    untilSeen();
                }
                if (next.poll(cx) instanceof Poll.Ready<?>(var value)) {
                    assertThat(isAll || value == null).as("the end, in round " + i).isFalse();
                }
                untilSeen();
            }
        } finally {
            over = true;
            other.join();
        }
    }

    private void untilSeen() {
        for (int spins = 1; ending.get() != null; spins++) {
            if (spins % 1000 == 0) {
                Thread.yield();
            }
        }
    }

    private static Task member(Members members) {
        Task task = new Task(null, new Nowhere());
        task.beginPoll();
        members.start(() -> task);
        members.add(new Member(members, task));
        return task;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void joinNextDoesNotTakeItForTheEndOfAll(boolean ordered) throws Exception {
        race(ordered, members -> new NextMember<Integer>(members, _ -> 1));
    }

    @Test
    void aCloseWaitsForAll() throws Exception {
        race(false, members -> new Drain(members, true));
    }

    @Test
    void joinAllWaitsForAll() throws Exception {
        race(false, JoinAll<Integer>::new);
    }
}
