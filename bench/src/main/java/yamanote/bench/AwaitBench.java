package yamanote.bench;

import static yamanote.Async.async;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/**
 * What an await costs: of a ready future, of a call that is ready at once, and with a suspension at
 * several depths.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AwaitBench {
    private static final int CELLS = 64;

    /** Completed, but the compiler cannot know: one volatile read a poll. */
    private static final class Cell implements Future<Integer> {
        private volatile Poll<Integer> result = Poll.pending();

        @Override
        public Poll<Integer> poll(Context cx) {
            return result;
        }
    }

    /** Pending at every first poll, ready at every second. */
    private static final class Blink implements Future<Void> {
        private boolean asked;

        @Override
        public Poll<Void> poll(Context cx) {
            asked = !asked;
            return asked ? Poll.pending() : Poll.ready(null);
        }
    }

    private final Cell[] cells = new Cell[CELLS];
    private final Context cx = Context.noop();
    private Future<Void> depth1;
    private Future<Void> depth5;
    private Future<Void> depth20;

    @Setup
    public void setUp() throws Exception {
        for (int i = 0; i < CELLS; i++) {
            cells[i] = new Cell();
            cells[i].result = Poll.ready(i);
        }
        depth1 = blinking(1);
        depth5 = blinking(5);
        depth20 = blinking(20);
        depth1.poll(cx);
        depth5.poll(cx);
        depth20.poll(cx);
    }

    @Benchmark
    @OperationsPerInvocation(CELLS)
    public Object readyCell() throws Exception {
        return sumOfCells().poll(cx);
    }

    private Future<Integer> sumOfCells() {
        return async(() -> {
            int sum = 0;
            for (Cell cell : cells) {
                sum += cell.await();
            }
            return sum;
        });
    }

    @Benchmark
    @OperationsPerInvocation(CELLS)
    public Object readyCall() throws Exception {
        return sumOfCalls().poll(cx);
    }

    private Future<Integer> sumOfCalls() {
        return async(() -> {
            int sum = 0;
            for (int i = 0; i < CELLS; i++) {
                sum += plusOne(i).await();
            }
            return sum;
        });
    }

    private Future<Integer> plusOne(int i) {
        return async(() -> cells[i].await() + 1);
    }

    /**
     * A body that is always suspended at depth {@code levels} of async calls; each poll resumes and
     * suspends it once.
     */
    private static Future<Void> blinking(int levels) {
        return async(() -> {
            Blink blink = new Blink();
            if (levels == 1) {
                while (true) {
                    blink.await();
                }
            }
            blinking(levels - 1).await();
        });
    }

    @Benchmark
    public Object suspendAndResumeDepth01() throws Exception {
        return depth1.poll(cx);
    }

    @Benchmark
    public Object suspendAndResumeDepth05() throws Exception {
        return depth5.poll(cx);
    }

    @Benchmark
    public Object suspendAndResumeDepth20() throws Exception {
        return depth20.poll(cx);
    }
}
