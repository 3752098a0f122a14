package yamanote.io;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import yamanote.future.Context;
import yamanote.future.Waker;

/** The reader goes while a writer parks at a full pipe: it fails at once or is woken to fail. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "fails at the first poll")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "waits for ever")
@State
public class PipeCloseVersusWriteStress {
    private final Pipe pipe = new Pipe(1);
    private volatile int wakes;
    private int written;

    /** A full pipe. */
    public PipeCloseVersusWriteStress() {
        try {
            pipe.write(Context.noop(), ByteBuffer.allocate(1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes, fails or parks. */
    @Actor
    public void writer() {
        written = write(Context.of(Waker.of(() -> wakes++)));
    }

    /** Reads no more. */
    @Actor
    public void reader() {
        pipe.closeReader();
    }

    /** 0 for a failure in the end, and how often it was woken. */
    @Arbiter
    public void after(II_Result r) {
        r.r1 = written == IoStatus.PENDING && wakes > 0 ? write(Context.noop()) : written;
        r.r2 = wakes;
    }

    private int write(Context cx) {
        try {
            return pipe.write(cx, ByteBuffer.allocate(1));
        } catch (IOException e) {
            return 0;
        }
    }
}
