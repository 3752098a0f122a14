package yamanote.bench.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import yamanote.bench.harness.Usage;
import yamanote.fs.File;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.DriverChoice;

/**
 * Reads a file from its beginning to its end, again and again, in each of these ways in turn: by a
 * FileChannel in a plain thread, and by our File in a task, on either driver: only where native
 * calls are welcome it reads what is in memory without a job.
 *
 * <pre>
 *   FileRead FILE WARM_ROUNDS ROUNDS    prints of each way and round: name, GiB/s, CPU ms/GiB, B/GiB
 * </pre>
 */
public final class FileRead {
    private static final int SMALL = 64 * 1024;
    private static final int LARGE = File.DEFAULT_BUFFER_SIZE;
    private static final double GIB = 1L << 30;

    private final Path path;
    private final AsyncRuntime epoll;
    private final AsyncRuntime nio;

    private FileRead(Path path, AsyncRuntime epoll, AsyncRuntime nio) {
        this.path = path;
        this.epoll = epoll;
        this.nio = nio;
    }

    /** Gives the number of bytes read. */
    @FunctionalInterface
    private interface Way {
        long read() throws Exception;
    }

    private record Named(String name, Way way) {}

    public static void main(String[] args) throws Exception {
        int warm = Integer.parseInt(args[1]);
        int rounds = Integer.parseInt(args[2]);
        try (var epoll = AsyncRuntime.currentThread().driver(DriverChoice.EPOLL).build();
                var nio = AsyncRuntime.currentThread().driver(DriverChoice.NIO).build()) {
            var reads = new FileRead(Path.of(args[0]), epoll, nio);
            for (int round = -warm; round < rounds; round++) {
                for (Named way : reads.ways()) {
                    measure(way, round >= 0);
                }
            }
        }
    }

    private List<Named> ways() {
        return List.of(
                new Named("channel 2 MiB", () -> channel(LARGE)),
                new Named("epoll fill", () -> fill(epoll)),
                new Named("epoll 2 MiB", () -> file(epoll, LARGE)),
                new Named("nio fill", () -> fill(nio)),
                new Named("nio 2 MiB", () -> file(nio, LARGE)),
                new Named("channel 64 KiB", () -> channel(SMALL)),
                new Named("epoll 64 KiB", () -> file(epoll, SMALL)),
                new Named("nio 64 KiB", () -> file(nio, SMALL)));
    }

    private static void measure(Named named, boolean told) throws Exception {
        long allocated = Usage.allocatedBytes();
        long cpu = Usage.processCpuNanos();
        long start = System.nanoTime();
        double gib = named.way.read() / GIB;
        double seconds = (System.nanoTime() - start) / 1e9;
        double millis = (Usage.processCpuNanos() - cpu) / 1e6;
        double bytes = Usage.allocatedBytes() - allocated;
        if (told) {
            System.out.printf(
                    Locale.ROOT,
                    "%s\t%.3f\t%.1f\t%.0f%n",
                    named.name,
                    gib / seconds,
                    millis / gib,
                    bytes / gib);
        }
    }

    private long channel(int size) throws IOException {
        try (var channel = FileChannel.open(path)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(size);
            long total = 0;
            for (int n = channel.read(buffer); n >= 0; n = channel.read(buffer.clear())) {
                total += n;
            }
            return total;
        }
    }

    /** The buffer is the file's own, of the size that it chooses: nothing is copied. */
    private long fill(AsyncRuntime runtime) throws Exception {
        return runtime.blockOn(() -> {
            try (var file = File.open(path).await()) {
                long total = 0;
                for (int n = filled(file).await(); n > 0; n = filled(file).await()) {
                    total += n;
                    file.consume(n);
                }
                return total;
            }
        });
    }

    private static Future<Integer> filled(File file) {
        return cx -> {
            ByteBuffer bytes = file.pollFill(cx);
            return bytes == null ? Poll.pending() : Poll.ready(bytes.remaining());
        };
    }

    private long file(AsyncRuntime runtime, int size) throws Exception {
        return runtime.blockOn(() -> {
            try (var file = File.open(path).await()) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(size);
                long total = 0;
                for (int n = file.read(buffer).await();
                        n >= 0;
                        n = file.read(buffer.clear()).await()) {
                    total += n;
                }
                return total;
            }
        });
    }
}
