package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import yamanote.future.Future;
import yamanote.future.Poll;

/** The barrier: one word and the queue of those who wait for the end of the round. */
final class RoundBarrier extends EventQueue implements Barrier {
    /*
     * One word: number of the round << 32 | arrivals in it.
     *
     * An arrival is a CAS that adds one, or, by the last, begins the next round; so whatever was
     * written before any arrival of a round happens-before what follows any wait in it. The last
     * then makes an event. Those who wait know their round, and look whether it is over before
     * they join the queue. An arrival of the next round that was quick enough to be in line at
     * that event is woken for nothing and joins again.
     *
     * Rounds are numbered with 31 bits: a future would have to sleep through all of them.
     */

    /** Instead of the number of a round: this arrival has ended it. */
    static final int LAST = -1;

    private static final long ROUND = 1L << 32;

    private static final VarHandle WORD =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "word",
                    VarHandle.class,
                    RoundBarrier.class,
                    long.class);

    private final int parties;
    private volatile long word;

    RoundBarrier(int parties) {
        if (parties < 0) {
            throw new IllegalArgumentException("parties must not be negative, was " + parties);
        }
        this.parties = Math.max(1, parties);
    }

    @Override
    public Future<Role> arrive() {
        return new Arrival(this);
    }

    private static int round(long word) {
        return (int) (word >>> 32) & Integer.MAX_VALUE;
    }

    private boolean isIn(int round) {
        return round(word) == round;
    }

    /** Counts an arrival: the round that it waits for, or LAST, and all are woken. */
    private int count() {
        for (; ; ) {
            long seen = word;
            boolean last = (int) seen == parties - 1;
            long next = last ? (seen & -ROUND) + ROUND : seen + 1;
            if (WORD.compareAndSet(this, seen, next)) {
                if (last) {
                    event();
                }
                return last ? LAST : round(seen);
            }
        }
    }

    @Override
    public String toString() {
        return "Barrier[" + (int) word + " of " + parties + "]";
    }

    /** One arrival, counted at its first look. */
    private static final class Arrival extends EventFuture<RoundBarrier, Role> {
        private static final int NOT_YET = -2;
        private static final Poll<Role> LEADER = Poll.ready(Role.LEADER);
        private static final Poll<Role> FOLLOWER = Poll.ready(Role.FOLLOWER);

        private int round = NOT_YET;

        Arrival(RoundBarrier barrier) {
            super(barrier);
        }

        @Override
        String name() {
            return "arrive()";
        }

        @Override
        EventQueue queue(RoundBarrier barrier) {
            return barrier;
        }

        @Override
        Poll<Role> look(RoundBarrier barrier) {
            if (round == NOT_YET) {
                round = barrier.count();
                if (round == LAST) {
                    return LEADER;
                }
            }
            return isIdle(barrier) ? Poll.pending() : FOLLOWER;
        }

        @Override
        boolean isIdle(RoundBarrier barrier) {
            return barrier.isIn(round);
        }
    }
}
