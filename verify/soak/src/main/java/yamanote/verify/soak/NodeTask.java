package yamanote.verify.soak;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yamanote.Async;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.task.JoinHandle;
import yamanote.task.TaskCancelledException;
import yamanote.time.Sleep;

/**
 * Hands on the tokens of its node, and does something else now and then. While it waits for
 * something, a timer say, it leaves its tokens alone: only the right wake makes it go on.
 */
final class NodeTask implements Future<@Nullable Void> {
    private final Round round;
    private final Node node;
    private final Dice dice;
    private long inHand;
    private boolean known;
    private boolean ended;
    private @Nullable Sleep sleep;
    private @Nullable JoinHandle<?> awaited;
    private @Nullable Future<?> notified;

    NodeTask(Round round, Node node, long seed) {
        this.round = round;
        this.node = node;
        this.dice = new Dice(seed);
        round.started.getAndIncrement();
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) throws Exception {
        if (!known) {
            known = true;
            node.waker = cx.waker();
        }
        if (node == round.nodes[0] ? round.isRootOver : round.isOver) {
            end();
            return Poll.ready(null);
        }
        if (isWaiting(cx)) {
            return Poll.pending();
        }
        inHand = node.tokens.getAndSet(0);
        if (inHand > 0 && dice.oneIn(round.plan.rare()) && !doSomethingElse(cx)) {
            node.tokens.getAndAdd(inHand);
            return Poll.pending();
        }
        for (; inHand > 0; inHand--) {
            node.wakes++;
            round.handOn(dice);
        }
        return Poll.pending();
    }

    private boolean isWaiting(Context cx) throws Exception {
        if (sleep != null) {
            if (sleep.poll(cx) instanceof Poll.Pending) {
                return true;
            }
            sleep = null;
        }
        if (notified != null) {
            if (notified.poll(cx) instanceof Poll.Pending) {
                return true;
            }
            notified = null;
        }
        if (awaited != null) {
            try {
                if (awaited.poll(cx) instanceof Poll.Pending) {
                    return true;
                }
            } catch (TaskCancelledException e) {
                // by this task, or somebody who aborts at random
            }
            awaited = null;
        }
        return false;
    }

    /** False: the tokens stay until the next poll. */
    private boolean doSomethingElse(Context cx) throws Exception {
        switch (dice.below(20)) {
            case 0 -> {
                if (round.plan.tokens() > 3 || dice.oneIn(8)) {
                    sleep = Sleep.of(Duration.ofNanos(dice.below(2_000_000)));
                    return !isWaiting(cx);
                }
            }
            case 1 -> {
                Sleep forgotten = Sleep.of(Duration.ofMillis(dice.below(3)));
                if (forgotten.poll(cx) instanceof Poll.Pending) {
                    forgotten.cancel(cx);
                }
            }
            case 2, 3, 4 -> {
                return !awaitsChild(cx);
            }
            case 5 -> {
                spawnChild().abort();
            }
            case 6, 7, 8 -> {
                round.victim(dice).set(spawnChild().abortHandle());
            }
            case 9 -> {
                if (round.plan.kind() != Plan.Kind.CURRENT_THREAD && dice.oneIn(4)) {
                    inHand--; // whom it wakes waits in this worker, which is handed over
                    node.wakes++;
                    round.handOn(dice);
                    Async.blockInPlace(() -> round.block(dice));
                }
            }
            case 10 -> {
                if (round.foreigners.length > 0) { // else nobody may be left to notify
                    notified = round.notify.notified();
                    return !isWaiting(cx);
                }
            }
            case 11 -> round.notify.notifyWaiters();
            case 12, 13 -> {
                cx.waker().wake();
                return false;
            }
            default -> {
                cx.defer();
                return false;
            }
        }
        return true;
    }

    private boolean awaitsChild(Context cx) throws Exception {
        JoinHandle<?> child = spawnChild();
        awaited = child;
        if (dice.oneIn(2)) {
            child.abort();
        } else {
            round.victim(dice).set(child.abortHandle());
        }
        return isWaiting(cx);
    }

    /** It takes a token with it. */
    private JoinHandle<?> spawnChild() {
        inHand--;
        return Async.spawn(new Child(round, dice.next()));
    }

    /** Somebody has aborted it, or the runtime is being closed. */
    @Override
    public boolean cancel(Context cx) {
        if (sleep != null) {
            sleep.cancel(cx);
        }
        if (awaited != null) {
            awaited.cancel(cx);
        }
        if (notified != null) {
            notified.cancel(cx);
        }
        end();
        if (!round.isOver && !round.isClosing) {
            round.spawn(node, dice);
        }
        return true;
    }

    private void end() {
        if (!ended) {
            ended = true;
            round.ended.getAndIncrement();
        }
    }
}
