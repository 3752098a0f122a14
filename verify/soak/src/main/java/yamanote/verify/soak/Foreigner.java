package yamanote.verify.soak;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import yamanote.task.AbortHandle;

/** A thread that is no runtime's: hands tokens on, and aborts a task now and then. */
final class Foreigner implements Runnable {
    private static final int SPINS = 200;

    final AtomicLong tokens = new AtomicLong();
    final Thread thread;
    private final Round round;
    private final Dice dice;
    private volatile boolean idle;
    volatile long wakes;

    Foreigner(Round round, long seed) {
        this.round = round;
        this.dice = new Dice(seed);
        this.thread = Thread.ofPlatform().name("foreigner").daemon().unstarted(this);
    }

    void send() {
        tokens.getAndIncrement();
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        while (!round.isLeft) {
            long mine = tokens.get() == 0 ? 0 : tokens.getAndSet(0);
            for (; mine > 0; mine--) {
                wakes = wakes + 1; // the only writer
                round.handOn(dice);
            }
            abortSomebody();
            round.notify.notifyWaiters();
            for (int i = dice.below(SPINS); i > 0 && tokens.get() == 0; i--) {
                Thread.onSpinWait();
            }
            idle = true;
            if (tokens.get() == 0) {
                LockSupport.parkNanos(this, 1_000_000);
            }
            idle = false;
        }
    }

    private void abortSomebody() {
        AbortHandle victim = round.victim(dice).getAndSet(null);
        if (victim != null) {
            victim.abort();
        }
        if (dice.oneIn(64)) {
            var handle = round.nodes[dice.below(round.nodes.length)].handle;
            if (handle != null) {
                handle.abort();
            }
        }
    }
}
