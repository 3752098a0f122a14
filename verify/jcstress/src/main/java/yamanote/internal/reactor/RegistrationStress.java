package yamanote.internal.reactor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import yamanote.future.Context;
import yamanote.future.Waker;

/** A waiter storing its waker against an event waking whom it finds. */
final class RegistrationStress {
    private RegistrationStress() {}

    private static class Socket extends Registration {
        @Override
        protected void arm(int interest) {}

        @Override
        protected void release() {}
    }

    private static final class Flag extends Waker {
        volatile boolean woken;

        @Override
        public void wake() {
            woken = true;
        }
    }

    /** The waiter sees the event or is woken. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "saw the event")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "was woken")
    @Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "both: a spurious wake")
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "sleeps for ever")
    @State
    public static class WaitAgainstEvent {
        private final Registration socket = new Socket();
        private final Flag flag = new Flag();

        @Actor
        public void waiter(ZZ_Result r) {
            r.r1 = socket.pollReadable(Context.of(flag)) != 0;
        }

        @Actor
        public void poller() {
            socket.ready(Readiness.READABLE);
        }

        @Arbiter
        public void after(ZZ_Result r) {
            r.r2 = flag.woken;
        }
    }

    /** The same for the end that close() brings. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "saw that it was closed")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "was woken")
    @Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "both")
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "waits on a closed socket")
    @State
    public static class WaitAgainstClose {
        private final Registration socket = new Socket();
        private final Flag flag = new Flag();

        @Actor
        public void waiter(ZZ_Result r) {
            r.r1 = socket.pollWritable(Context.of(flag)) != 0;
        }

        @Actor
        public void closer() {
            socket.close();
        }

        @Arbiter
        public void after(ZZ_Result r) {
            r.r2 = flag.woken;
        }
    }

    /** A waiter that was stored before, polls again while a first event takes its waker. */
    @JCStressTest
    @Outcome(id = "true, .*", expect = ACCEPTABLE, desc = "saw the event")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "was woken")
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "sleeps for ever")
    @State
    public static class SecondWaitAgainstEvent {
        private final Registration socket = new Socket();
        private final Flag flag = new Flag();
        private final Context cx = Context.of(flag);

        public SecondWaitAgainstEvent() {
            socket.pollReadable(cx);
        }

        @Actor
        public void waiter(ZZ_Result r) {
            r.r1 = socket.pollReadable(cx) != 0;
        }

        @Actor
        public void poller() {
            socket.ready(Readiness.READABLE);
        }

        @Arbiter
        public void after(ZZ_Result r) {
            r.r2 = flag.woken;
        }
    }

    /** Two waiters at once: each is woken now, or by the next event. */
    @JCStressTest
    @Outcome(id = "true, true, .*", expect = ACCEPTABLE, desc = "both woken")
    @Outcome(expect = FORBIDDEN, desc = "one was lost")
    @State
    public static class TwoWaitersAgainstEvent {
        private final WakerSlot slot = new WakerSlot();
        private final Flag one = new Flag();
        private final Flag two = new Flag();

        @Actor
        public void first() {
            slot.add(one);
        }

        @Actor
        public void second() {
            slot.add(two);
        }

        @Actor
        public void poller(ZZZ_Result r) {
            slot.wakeAll();
            r.r3 = one.woken && two.woken;
        }

        @Arbiter
        public void after(ZZZ_Result r) {
            slot.wakeAll();
            r.r1 = one.woken;
            r.r2 = two.woken;
        }
    }
}
