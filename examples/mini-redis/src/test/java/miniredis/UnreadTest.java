package miniredis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnreadTest {
    private final Unfinished unfinished = new Unfinished(1 << 20);

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    private void overwriteSharedBuffer() {
        new Random(1).nextBytes(Scratch.here().in());
    }

    @Test
    void unfinishedCommandSurvivesTheSharedBuffer() throws Exception {
        Unread unread = new Unread(unfinished, 1 << 16);
        unread.append(bytes("*2\r\n$4\r\nECHO\r\n$5\r\nhe"));
        assertThat(unread.next()).isNull();
        overwriteSharedBuffer();
        unread.append(bytes("llo\r\n"));
        Command command = unread.next();
        assertThat(command).isNotNull();
        assertThat(command.arg(1)).hasToString("hello");
        assertThat(unread.size()).isZero();
    }

    @Test
    void largeCommandArrivesInSmallPieces() throws Exception {
        Unread unread = new Unread(unfinished, 1 << 19);
        String value = "v".repeat(300_000);
        String request = "*2\r\n$4\r\nECHO\r\n$300000\r\n" + value + "\r\nPING\r\n";
        Command command = null;
        for (int at = 0; at < request.length(); at += 1000) {
            unread.append(bytes(request.substring(at, Math.min(at + 1000, request.length()))));
            if (command == null) {
                command = unread.next();
                if (command != null) {
                    assertThat(command.arg(1)).hasToString(value);
                }
            }
            unread.keep();
            overwriteSharedBuffer();
        }
        Command ping = unread.next();
        assertThat(ping).isNotNull();
        assertThat(ping.name()).hasToString("PING");
    }

    @Test
    void unfinishedRequestsOfAllClientsAreBounded() {
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 100; i++) {
                                Unread unread = new Unread(unfinished, 1 << 20);
                                unread.append(bytes("*1\r\n$60000\r\n" + "x".repeat(50_000)));
                                unread.next();
                            }
                        })
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("too many unfinished requests");
    }
}
