package yamanote.internal.reactor.epoll;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.channels.ClosedChannelException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Calls on a descriptor against its close. */
final class DescriptorStress {
    private static final int REFUSED = 0;
    private static final int OPEN = 1;
    private static final int RELEASED = 2;

    private DescriptorStress() {}

    /** Counts how often it was given back. */
    private static final class Counted extends Descriptor {
        volatile int releases;

        Counted() {
            super(0);
        }

        @Override
        void release(int number) {
            releases++;
        }

        /** What a call finds at its end: whether the number was still its own. */
        int call() {
            try {
                enter();
            } catch (ClosedChannelException e) {
                return REFUSED;
            }
            int found = releases == 0 ? OPEN : RELEASED;
            leave();
            return found;
        }
    }

    /** The number is given back once, and during no call. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the call came too late")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the call came in time")
    @Outcome(expect = FORBIDDEN, desc = "released during the call, never, or twice")
    @State
    public static class CallAgainstClose {
        private final Counted descriptor = new Counted();

        @Actor
        public void call(II_Result r) {
            r.r1 = descriptor.call();
        }

        @Actor
        public void close() {
            descriptor.close();
        }

        @Arbiter
        public void end(II_Result r) {
            r.r2 = descriptor.releases;
        }
    }

    /** As before, with a call that is refused while another ends. */
    @JCStressTest
    @Outcome(
            id = {"0, 0, 1", "0, 1, 1", "1, 0, 1", "1, 1, 1"},
            expect = ACCEPTABLE,
            desc = "each in time or refused")
    @Outcome(expect = FORBIDDEN, desc = "released during a call, never, or twice")
    @State
    public static class TwoCallsAgainstClose {
        private final Counted descriptor = new Counted();

        @Actor
        public void one(III_Result r) {
            r.r1 = descriptor.call();
        }

        @Actor
        public void two(III_Result r) {
            r.r2 = descriptor.call();
        }

        @Actor
        public void close() {
            descriptor.close();
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = descriptor.releases;
        }
    }

    /** Two that close. */
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "one of them releases it")
    @Outcome(expect = FORBIDDEN, desc = "released during the call, never, or twice")
    @State
    public static class CallAgainstTwoCloses {
        private final Counted descriptor = new Counted();

        @Actor
        public void call(II_Result r) {
            r.r1 = descriptor.call();
        }

        @Actor
        public void one() {
            descriptor.close();
        }

        @Actor
        public void two() {
            descriptor.close();
        }

        @Arbiter
        public void end(II_Result r) {
            r.r2 = descriptor.releases;
        }
    }
}
