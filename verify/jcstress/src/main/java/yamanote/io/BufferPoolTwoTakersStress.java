package yamanote.io;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two take while a third gives: no buffer has two users, and its bytes are seen. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "one each, as it was given")
@Outcome(expect = FORBIDDEN, desc = "one buffer for two, or half of it")
@State
public class BufferPoolTwoTakersStress {
    private final BufferPool pool = BufferPool.heap(8, 2);
    private final ByteBuffer given = pool.take();
    private ByteBuffer one;
    private ByteBuffer other;
    private long seenByOne;
    private long seenByOther;

    /** A pool that has one. */
    public BufferPoolTwoTakersStress() {
        pool.give(pool.take());
    }

    /** Takes. */
    @Actor
    public void first() {
        one = pool.take();
        seenByOne = one.getLong(0);
    }

    /** Takes. */
    @Actor
    public void second() {
        other = pool.take();
        seenByOther = other.getLong(0);
    }

    /** Gives what it has written to. */
    @Actor
    public void third() {
        given.putLong(0, -1);
        pool.give(given);
    }

    /** Whether they differ; whether what was given is whole. */
    @Arbiter
    public void after(II_Result r) {
        r.r1 = one != other ? 1 : 0;
        r.r2 = whole(one, seenByOne) && whole(other, seenByOther) ? 1 : 0;
    }

    private boolean whole(ByteBuffer buffer, long seen) {
        return seen == (buffer == given ? -1 : 0);
    }
}
