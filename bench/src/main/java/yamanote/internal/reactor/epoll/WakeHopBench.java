package yamanote.internal.reactor.epoll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.nio.NioPoller;

/**
 * There and back between two threads that sleep in the system, two hops: bare, by a write to an
 * eventfd that the other waits for with epoll and nothing else; and by waking a parked reactor.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WakeHopBench {
    @Param({"bare", "epoll", "nio"})
    public String by;

    private Side here;
    private Side there;
    private Thread partner;
    private volatile boolean over;

    /** Where one of the two sleeps. */
    private interface Side {
        void wake();

        void sleep();
    }

    private record Parked(Reactor reactor) implements Side {
        @Override
        public void wake() {
            reactor.wakeUp();
        }

        @Override
        public void sleep() {
            try {
                reactor.turn(-1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Bare(BareHop hop) implements Side {
        @Override
        public void wake() {
            hop.wake();
        }

        @Override
        public void sleep() {
            hop.sleep();
        }
    }

    private Side side() throws IOException {
        return switch (by) {
            case "bare" -> new Bare(new BareHop());
            case "epoll" -> new Parked(Reactor.open(_ -> new EpollPoller()));
            default -> new Parked(Reactor.open(NioPoller::new));
        };
    }

    @Setup
    public void start() throws IOException {
        here = side();
        there = side();
        partner =
                Thread.ofPlatform()
                        .start(() -> {
                            while (!over) {
                                there.sleep();
                                here.wake();
                            }
                        });
    }

    @TearDown
    public void stop() throws InterruptedException {
        over = true;
        there.wake();
        partner.join();
    }

    @Benchmark
    public void thereAndBack() {
        there.wake();
        here.sleep();
    }
}
