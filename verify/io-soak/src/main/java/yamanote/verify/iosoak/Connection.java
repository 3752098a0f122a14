package yamanote.verify.iosoak;

import yamanote.verify.soak.Dice;

/** What one connection carries each way, who breaks it, and what became of it. */
final class Connection {
    enum Party {
        CLIENT,
        PROXY,
        SERVER,
        NOBODY
    }

    final int id;
    final Flow up;
    final Flow down;
    final Party breaker;

    /** Broken by a reset, not by a close. */
    final boolean isReset;

    private final long seed;
    private final long breakAfter;
    private long movedByBreaker;

    /** Set before it is broken. */
    volatile boolean isBroken;

    /** The server has seen it. */
    volatile boolean isServed;

    Connection(int id, Plan plan) {
        this.id = id;
        Dice dice = new Dice(plan.seed() + 1_000_003L * id);
        up = new Flow(dice.next(), dice.below(1 + dice.below(plan.largest())));
        down = new Flow(dice.next(), dice.below(1 + dice.below(plan.largest())));
        boolean faulty = plan.faulty() > 0 && dice.oneIn(plan.faulty());
        breaker = faulty ? Party.values()[dice.below(3)] : Party.NOBODY;
        breakAfter = dice.below(1 + plan.largest());
        isReset = !dice.oneIn(3);
        seed = dice.next();
    }

    /** The choices of one of the tasks. */
    Dice dice(Party party, int task) {
        return new Dice(seed + 4L * party.ordinal() + task);
    }

    /** One task of {@code who} has moved bytes; throws if that was enough of them. */
    void moved(Party who, int bytes) throws BreakException {
        if (who == breaker) {
            movedByBreaker += bytes;
            if (movedByBreaker > breakAfter) {
                isBroken = true;
                throw new BreakException();
            }
        }
    }

    /** It is to be broken now. */
    static final class BreakException extends Exception {
        private static final long serialVersionUID = 1;
    }

    @Override
    public String toString() {
        return "connection %d%s%s: up %s; down %s"
                .formatted(
                        id,
                        isServed ? "" : ", not served",
                        isBroken ? ", broken by " + breaker : "",
                        up,
                        down);
    }
}
