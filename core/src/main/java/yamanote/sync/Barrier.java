package yamanote.sync;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;

import yamanote.future.CancelSafety;
import yamanote.future.Future;

/**
 * A meeting point: so many tasks wait for each other and then go on together. Mirrors {@code
 * tokio::sync::Barrier}. It can be used again at once; the next round begins where one is complete.
 *
 * <pre>{@code
 * if (barrier.arrive().await().isLeader()) {
 *     publish(partialResults);
 * }
 * }</pre>
 */
public sealed interface Barrier permits RoundBarrier {
    /**
     * A barrier for so many tasks; 0 is as good as 1, which never waits.
     *
     * @throws IllegalArgumentException if negative
     */
    static Barrier of(int parties) {
        return new RoundBarrier(parties);
    }

    /**
     * Arrives and waits for the others; Tokio's {@code wait}. It counts from its first poll on.
     *
     * <p>If cancelled, it loses data: the arrival stays counted, and its round goes on without it.
     * Whoever lets it lose in a {@code select} or {@code timeout} must not arrive again in that
     * round.
     */
    @CancelSafety(LOSES_DATA)
    Future<Role> arrive();

    /** What an arrival was in its round. Mirrors {@code BarrierWaitResult}. */
    enum Role {
        /** The last to arrive: one of each round. */
        LEADER,

        /** One of those who waited. */
        FOLLOWER;

        /** Whether this is the one of its round who is to do what is done once. */
        public boolean isLeader() {
            return this == LEADER;
        }
    }
}
