package yamanote.test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import yamanote.future.Context;
import yamanote.io.AsyncRead;
import yamanote.io.AsyncWrite;

/**
 * A peer that follows a script, in place of a connection. Mirrors {@code tokio_test::io::Mock}.
 *
 * <pre>{@code
 * runTest(() -> {
 *     try (var io = MockIo.builder().write("PING\r\n").read("PONG\r\n").build()) {
 *         ping(io).await();
 *     }
 * });
 * }</pre>
 *
 * <p>The steps are done in their order. A read whose turn has not come waits, and so does a write
 * for which a read comes first; reads and writes may take a step in parts. A write that differs, or
 * that comes after the end of the script, is an {@link AssertionError} at once, and again at {@link
 * #close()}, in case it was caught. After the end of the script a read finds the end of the input.
 *
 * <p>{@link #close()} fails if steps are left, a last wait excepted. In try-with-resources a
 * failure of the test itself comes first. Code under test does not close it: it reads and writes
 * only.
 *
 * <p>Cancel safety: a read or write that is cancelled has taken nothing. Takes part in cooperation.
 * One reader and one writer at a time, on any thread.
 */
public final class MockIo implements AsyncRead, AsyncWrite, AutoCloseable {
    private final IoScript script;

    private MockIo(IoScript script) {
        this.script = script;
    }

    /** An empty script. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        try {
            return script.read(cx, target);
        } finally {
            script.wakeMoved();
        }
    }

    @Override
    public int pollWrite(Context cx, ByteBuffer source) throws IOException {
        try {
            return script.write(cx, source);
        } finally {
            script.wakeMoved();
        }
    }

    /** Always done; a write after it is an {@link AssertionError}. */
    @Override
    public boolean pollShutdown(Context cx) {
        script.shutDown();
        return true;
    }

    /** Whether the output was ended, by {@link #shutdown()}. */
    public boolean isShutDown() {
        return script.isShutDown();
    }

    /**
     * The end of the test: everything must have happened. A second call does nothing.
     *
     * @throws AssertionError if steps are left, or if one went wrong before
     */
    @Override
    public void close() {
        script.close();
    }

    @Override
    public String toString() {
        return script.toString();
    }

    /**
     * The script being written. Any thread; after {@link #open()} it may be told more while the
     * peer is used, until {@link #build()}.
     */
    public static final class Builder {
        private final IoScript script = new IoScript();
        private final MockIo io = new MockIo(script);

        private Builder() {}

        /** A name for messages. */
        public Builder name(String name) {
            script.name(Objects.requireNonNull(name, "name"));
            return this;
        }

        /** Then whoever reads gets these bytes. */
        public Builder read(byte... bytes) {
            return add(new IoStep.Read(copy(bytes)));
        }

        /** Then whoever reads gets this text, in UTF-8. */
        public Builder read(String text) {
            return read(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Then these bytes must be written. */
        public Builder write(byte... bytes) {
            return add(new IoStep.Write(copy(bytes)));
        }

        /** Then this text must be written, in UTF-8. */
        public Builder write(String text) {
            return write(text.getBytes(StandardCharsets.UTF_8));
        }

        /**
         * Then nothing happens for some time, by the runtime's clock, from when it is looked at.
         */
        public Builder waitFor(Duration time) {
            return add(new IoStep.Wait(Objects.requireNonNull(time, "time")));
        }

        /** Then a read fails with this very instance. */
        public Builder readError(IOException error) {
            return add(new IoStep.ReadError(Objects.requireNonNull(error, "error")));
        }

        /** Then a write fails with this very instance. */
        public Builder writeError(IOException error) {
            return add(new IoStep.WriteError(Objects.requireNonNull(error, "error")));
        }

        /** The peer, while the script goes on: who comes to its end waits for more. */
        public MockIo open() {
            return io;
        }

        /** The peer; the script ends here. */
        public MockIo build() {
            script.end();
            return io;
        }

        private Builder add(IoStep step) {
            script.add(step);
            return this;
        }

        private static ByteBuffer copy(byte[] bytes) {
            if (bytes.length == 0) {
                throw new IllegalArgumentException(
                        "a step of no bytes would say nothing: the end of the input is the end of"
                                + " the script");
            }
            return ByteBuffer.wrap(bytes.clone());
        }
    }
}
