package yamanote.verify.soak;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.AbortHandle;

/** What the tasks and threads of one round share. */
final class Round {
    private static final int VICTIMS = 64;

    final Plan plan;
    final AsyncRuntime runtime;
    final Node[] nodes;
    final Foreigner[] foreigners;
    final AtomicLong started = new AtomicLong();
    final AtomicLong ended = new AtomicLong();
    final AtomicLong atRest = new AtomicLong();
    private final AtomicReference<@Nullable AbortHandle>[] victims;

    /** Tokens come to rest where they are. */
    volatile boolean isSettling;

    /** Tasks end. */
    volatile boolean isOver;

    /** The root ends; until then its thread may have to run the others. */
    volatile boolean isRootOver;

    /** The runtime is about to be closed: no task takes another one's place. */
    volatile boolean isClosing;

    /** Foreign threads end. */
    volatile boolean isLeft;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Round(Plan plan, AsyncRuntime runtime) {
        this.plan = plan;
        this.runtime = runtime;
        Dice dice = new Dice(plan.seed() + 2);
        nodes = new Node[plan.nodes()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = new Node();
        }
        victims = new AtomicReference[VICTIMS];
        for (int i = 0; i < VICTIMS; i++) {
            victims[i] = new AtomicReference<>();
        }
        foreigners = new Foreigner[plan.foreign()];
        for (int i = 0; i < foreigners.length; i++) {
            foreigners[i] = new Foreigner(this, dice.next());
        }
    }

    /** A token wanders on, which is a wake, unless it comes to rest. */
    void handOn(Dice dice) {
        if (isSettling) {
            atRest.getAndIncrement();
        } else if (foreigners.length > 0 && dice.oneIn(256)) {
            foreigners[dice.below(foreigners.length)].send();
        } else {
            nodes[dice.below(nodes.length)].send();
        }
    }

    void spawn(Node node, Dice dice) {
        node.handle = runtime.spawn(new NodeTask(this, node, dice.next()));
    }

    /** A place for a task that may be aborted. */
    AtomicReference<@Nullable AbortHandle> victim(Dice dice) {
        return victims[dice.below(VICTIMS)];
    }

    /** In place: for no time, or for some. */
    void block(Dice dice) {
        if (dice.oneIn(2)) {
            LockSupport.parkNanos(this, dice.below(300_000));
        }
    }

    long wakes() {
        long sum = 0;
        for (Node node : nodes) {
            sum += node.wakes;
        }
        for (Foreigner foreigner : foreigners) {
            sum += foreigner.wakes;
        }
        return sum;
    }

    /** Grows as long as anything happens. */
    long progress() {
        return wakes() + atRest.get() + started.get() + ended.get();
    }
}
