package yamanote.test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;

/** What a scripted peer does next. */
sealed interface IoStep {
    /** Gives bytes to who reads; what is left of them. */
    record Read(ByteBuffer bytes) implements IoStep {
        @Override
        public String toString() {
            return "a read of " + text(bytes);
        }
    }

    /** Expects bytes from who writes; what is left of them. */
    record Write(ByteBuffer bytes) implements IoStep {
        @Override
        public String toString() {
            return "a write of " + text(bytes);
        }
    }

    /** Fails who reads. */
    record ReadError(IOException error) implements IoStep {
        @Override
        public String toString() {
            return "a read that fails with " + error;
        }
    }

    /** Fails who writes. */
    record WriteError(IOException error) implements IoStep {
        @Override
        public String toString() {
            return "a write that fails with " + error;
        }
    }

    /** Lets time pass, from when somebody comes to it. */
    record Wait(Duration time) implements IoStep {
        @Override
        public String toString() {
            return "a wait of " + time;
        }
    }

    /** Bytes for a message: as text if they are printable. */
    static String text(ByteBuffer bytes) {
        int shown = Math.min(bytes.remaining(), 64);
        byte[] head = new byte[shown];
        bytes.duplicate().get(head);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        boolean printable =
                text.chars().allMatch(c -> c >= ' ' && c < 127 || c == '\r' || c == '\n');
        String quoted =
                printable
                        ? '"' + text.replace("\r", "\\r").replace("\n", "\\n") + '"'
                        : "0x" + HexFormat.of().formatHex(head);
        return bytes.remaining() + " bytes, " + quoted + (shown < bytes.remaining() ? "…" : "");
    }
}
