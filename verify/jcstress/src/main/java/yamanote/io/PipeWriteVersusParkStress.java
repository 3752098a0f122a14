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

/** A write while the reader parks: it has the byte at once or is woken for it. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "read at the first poll")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "woken")
@Outcome(expect = FORBIDDEN, desc = "a byte or a wake is lost")
@State
public class PipeWriteVersusParkStress {
    private final Pipe pipe = new Pipe(1);
    private final ByteBuffer target = ByteBuffer.allocate(1);
    private volatile int wakes;
    private int read;

    /** Reads or parks. */
    @Actor
    public void reader() {
        read = read(Context.of(Waker.of(() -> wakes++)));
    }

    /** Writes one byte. */
    @Actor
    public void writer() {
        try {
            pipe.write(Context.noop(), ByteBuffer.allocate(1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What was read, and how often it was woken. */
    @Arbiter
    public void after(II_Result r) {
        r.r1 = read == IoStatus.PENDING && wakes > 0 ? read(Context.noop()) : read;
        r.r2 = wakes;
    }

    private int read(Context cx) {
        try {
            return pipe.read(cx, target);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
