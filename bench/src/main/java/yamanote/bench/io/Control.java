package yamanote.bench.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import yamanote.bench.harness.Usage;

/**
 * Answers the lines on the standard input of a server: {@code allocated}, the bytes that all
 * threads have allocated so far; {@code heap}, the bytes in use after a full collection. The server
 * ends with its input.
 */
final class Control {
    private Control() {}

    /** Says that the server listens, and answers from now on. */
    static void ready() {
        Thread.ofPlatform().daemon().name("control").start(Control::answer);
        System.out.println("ready");
    }

    private static void answer() {
        var lines = new BufferedReader(new InputStreamReader(System.in));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(
                        switch (line) {
                            case "allocated" -> Usage.allocatedBytes();
                            case "heap" -> liveBytes();
                            default -> throw new IllegalArgumentException(line);
                        });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    /** Without the management beans, which would take memory themselves. */
    private static long liveBytes() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
