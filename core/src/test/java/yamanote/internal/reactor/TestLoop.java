package yamanote.internal.reactor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;

/** A reactor turned by hand, and one task: what is polled through {@link #run}. */
public final class TestLoop implements AutoCloseable {
    public static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** Its column in the system's list of local sockets. */
    private static final int INODE = 6;

    private static final long DEADLINE = Duration.ofSeconds(20).toNanos();

    public final Reactor reactor;
    public final AtomicInteger wakes = new AtomicInteger();
    public final Context cx = Context.of(Waker.of(wakes::incrementAndGet));

    public TestLoop(TestDriver driver) throws IOException {
        reactor = Reactor.open(driver.factory());
    }

    /** Polls {@code future} to its end, as a task would be: only after a wake. */
    public <T extends @Nullable Object> T run(Future<T> future) throws Exception {
        long start = System.nanoTime();
        for (; ; ) {
            int before = wakes.get();
            if (future.poll(cx) instanceof Poll.Ready<T>(T value)) {
                return value;
            }
            while (wakes.get() == before) {
                reactor.turn(Duration.ofSeconds(1).toNanos());
                if (System.nanoTime() - start > DEADLINE) {
                    throw new AssertionError("still pending, never woken: " + future);
                }
            }
        }
    }

    /** Takes turns that may wait until {@code condition} holds. */
    public void turnUntil(BooleanSupplier condition) throws IOException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            reactor.turn(Duration.ofMillis(20).toNanos());
            if (System.nanoTime() - start > DEADLINE) {
                throw new AssertionError("the condition never came true");
            }
        }
    }

    /** A turn that may wait 50 ms: the number of events. */
    public int shortTurn() throws IOException {
        return reactor.turn(Duration.ofMillis(50).toNanos());
    }

    /** Takes turns until one waits in vain: false if the events never end. */
    public boolean comesToRest() throws IOException {
        for (int turns = 0; turns < 10; turns++) {
            if (shortTurn() == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Sockets that this process holds open, those of the Unix family left out: the JDK opens one
     * for itself when it first closes a channel that is in use.
     */
    public static long openSockets() throws IOException {
        Set<String> local = localSockets();
        return descriptors(name -> name.startsWith("socket:") && !local.contains(name));
    }

    /** Those of the Unix family, the JDK's own among them. */
    public static long openUnixSockets() throws IOException {
        Set<String> local = localSockets();
        return descriptors(local::contains);
    }

    /** Ends of pipes without a name that this process holds open. */
    public static long openPipes() throws IOException {
        return descriptors(name -> name.startsWith("pipe:"));
    }

    private static long descriptors(Predicate<String> wanted) throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.map(TestLoop::target).filter(wanted).count();
        }
    }

    private static Set<String> localSockets() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/net/unix"))) {
            return lines.map(line -> line.trim().split(" +"))
                    .filter(fields -> fields.length > INODE)
                    .map(fields -> "socket:[" + fields[INODE] + "]")
                    .collect(Collectors.toSet());
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return ""; // the listing's own descriptor, closed meanwhile
        }
    }

    @Override
    public void close() throws IOException {
        reactor.close();
    }
}
