package yamanote.verify.soak;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** A task of a few polls that hands its token on at its end, of whichever kind that is. */
final class Child implements Future<@Nullable Void> {
    private final Round round;
    private final Dice dice;
    private int polls;
    private boolean ended;

    Child(Round round, long seed) {
        this.round = round;
        this.dice = new Dice(seed);
        this.polls = dice.below(4);
        round.started.getAndIncrement();
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) {
        if (polls-- > 0) {
            if (dice.oneIn(2)) {
                cx.defer();
            } else {
                cx.waker().wake();
            }
            return Poll.pending();
        }
        end();
        return Poll.ready(null);
    }

    @Override
    public boolean cancel(Context cx) {
        end();
        return true;
    }

    private void end() {
        if (!ended) {
            ended = true;
            round.handOn(dice);
            round.ended.getAndIncrement();
        }
    }
}
