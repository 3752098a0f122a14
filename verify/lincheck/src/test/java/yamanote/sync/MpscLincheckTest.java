package yamanote.sync;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;

/**
 * Messages are queued atomically, also across the border of a block, and a parked receiver is woken
 * for them. The channel is never full here: a slot is taken before its message is visible, so
 * "full" and "nothing there" may be seen together.
 */
@Param(name = "message", gen = IntGen.class, conf = "1:9")
public class MpscLincheckTest {
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(100);
    private final AtomicInteger wakes = new AtomicInteger();
    private Future<Integer> receive;
    private int wakesBefore;

    /** The next message but one opens a block. */
    public MpscLincheckTest() {
        for (int i = 0; i < 3; i++) {
            channel.sender().trySend(0);
            channel.receiver().tryReceive();
        }
    }

    @Operation(params = "message")
    public TrySend send(int message) {
        return channel.sender().trySend(message);
    }

    @Operation(nonParallelGroup = "receiver")
    public int tryReceive() {
        return channel.receiver().tryReceive() instanceof TryReceive.Received<Integer>(var value)
                ? value
                : 0;
    }

    @Operation(nonParallelGroup = "receiver")
    public int receive() throws Exception {
        if (receive == null) {
            receive = channel.receiver().receive();
        }
        wakesBefore = wakes.get();
        if (receive.poll(Context.of(Waker.of(wakes::incrementAndGet)))
                instanceof Poll.Ready<Integer>(var value)) {
            receive = null;
            return value;
        }
        return 0;
    }

    /** B227. */
    @Validate
    public void aParkedReceiverWasWokenForAMessage() {
        if (receive != null && channel.receiver().size() > 0 && wakes.get() == wakesBefore) {
            throw new AssertionError("a message and nobody was woken");
        }
    }

    @Test
    void isLinearizable() {
        new ModelCheckingOptions()
                .iterations(8)
                .invocationsPerIteration(200)
                .threads(3)
                .actorsPerThread(3)
                .check(MpscLincheckTest.class);
    }
}
