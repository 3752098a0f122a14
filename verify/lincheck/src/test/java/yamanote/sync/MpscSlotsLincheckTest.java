package yamanote.sync;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.future.Waker;

/**
 * Slots of a small channel: reservations (each thread has one, polled again by the next call),
 * their cancel, sends, receives and the end of the channel are atomic in the model of the channel
 * itself, run in sequence; and who is granted was woken.
 */
@Param(name = "id", gen = ThreadIdGen.class)
@Param(name = "n", gen = IntGen.class, conf = "1:2")
public class MpscSlotsLincheckTest {
    private static final int PENDING = 0;
    private static final int CLOSED = -1;
    private static final int HELD = -2;

    private final Mpsc.Channel<Integer> channel = Mpsc.channel(2);
    private final SlotWaiter<?, ?>[] waits = new SlotWaiter<?, ?>[6];
    private final MpscPermits<?>[] held = new MpscPermits<?>[6];
    private final AtomicInteger[] wakes = new AtomicInteger[6];

    @Operation(params = {"id", "n"})
    public int reserveMany(int id, int n) {
        if (held[id] != null) {
            return HELD;
        }
        if (waits[id] == null) {
            waits[id] = (SlotWaiter<?, ?>) channel.sender().reserveMany(n);
            wakes[id] = new AtomicInteger();
        }
        try {
            var polled = waits[id].poll(Context.of(Waker.of(wakes[id]::incrementAndGet)));
            if (polled instanceof Poll.Ready<?>(MpscPermits<?> permits)) {
                waits[id] = null;
                held[id] = permits;
                return permits.remaining();
            }
            return PENDING;
        } catch (ClosedException e) {
            waits[id] = null;
            return CLOSED;
        }
    }

    @Operation(params = "id")
    public void cancel(int id) {
        if (waits[id] != null) {
            waits[id].cancel(Context.noop());
            waits[id] = null;
        }
    }

    @Operation(params = "id")
    public void release(int id) {
        if (held[id] != null) {
            held[id].close();
            held[id] = null;
        }
    }

    @Operation(params = "n")
    public TrySend trySend(int n) {
        return channel.sender().trySend(n);
    }

    @Operation(nonParallelGroup = "receiver")
    public int tryReceive() {
        return switch (channel.receiver().tryReceive()) {
            case TryReceive.Received<Integer>(var value) -> value;
            case TryReceive.Empty<Integer> _ -> 0;
            case TryReceive.Closed<Integer> _ -> CLOSED;
        };
    }

    @Operation(runOnce = true)
    public void shutdown() {
        channel.receiver().shutdown();
    }

    /** A fate without a wake would leave its task asleep. */
    @Validate
    public void decidedWaitersWereWoken() {
        for (int id = 0; id < waits.length; id++) {
            SlotWaiter<?, ?> wait = waits[id];
            if (wait != null && wait.state() > SlotWaiter.ENDED && wakes[id].get() == 0) {
                throw new AssertionError("decided and not woken: " + id);
            }
        }
    }

    @Test
    void isLinearizable() {
        new ModelCheckingOptions()
                .iterations(8)
                .invocationsPerIteration(200)
                .threads(3)
                .actorsPerThread(3)
                .check(MpscSlotsLincheckTest.class);
    }
}
