package yamanote.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import yamanote.verify.harness.Jvm;

/** A session of the JDK's command-line debugger. */
final class Jdb implements AutoCloseable {
    private static final Pattern PROMPT =
            Pattern.compile("(?s).*(?:^|\\n)(?:> |[\\w-]+\\[\\d+] )+$");
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Process process;

    Jdb(List<String> arguments) throws IOException {
        process = Jvm.tool("jdb").with("-J-Duser.language=en").with(arguments).start();
    }

    /** What was printed up to the next prompt at which the program stands, or its end. */
    String untilStopped() throws IOException, InterruptedException {
        var text = new StringBuilder();
        InputStream out = process.getInputStream();
        long deadline = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < deadline) {
            if (out.available() > 0) {
                byte[] more = out.readNBytes(out.available());
                text.append(new String(more, StandardCharsets.UTF_8));
            } else if ((PROMPT.matcher(text).matches() && isStopped(text)) || !process.isAlive()) {
                return text.toString();
            } else {
                Thread.sleep(10);
            }
        }
        throw new IllegalStateException("jdb does not answer after:\n" + text);
    }

    /** jdb prints a bare prompt while the program runs on. */
    private static boolean isStopped(CharSequence text) {
        return Pattern.compile("(?s).*[\\w-]+\\[\\d+] $").matcher(text).matches()
                || text.toString().startsWith("Initializing jdb")
                || text.toString().contains("Deferring breakpoint");
    }

    /** Sends a command and gives what it printed. */
    String command(String line) throws IOException, InterruptedException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return untilStopped();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
