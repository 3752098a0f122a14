package miniredis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that are no commands: their sender is told so and closed; nobody else notices. */
class ProtocolFaultTest {
    private TestServer server;
    private Wire bystander;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start();
        bystander = server.connect();
    }

    @AfterEach
    void bystanderIsUnharmedAndNothingIsLeft() throws Exception {
        assertThat(bystander.ask("PING")).isEqualTo("+PONG\r\n");
        bystander.close();
        server.assertNothingLeft();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "*1~PING~, \"expected '$', got 'P'\"",
                "*x~, invalid multibulk length",
                "*1x~, invalid multibulk length",
                "*9999999999~, invalid multibulk length",
                "*99999999999999999999~, invalid multibulk length",
                "*1~$~, invalid bulk length",
                "*1~$-1~, invalid bulk length",
                "*1~$-9223372036854775808~, invalid bulk length",
                "*2~$4~ECHO~$1073741824~, invalid bulk length",
                "*1~$99999999999999999999~, invalid bulk length",
                "*1~$00000000000000000000000000000000000000000004~, invalid bulk length",
                "*1~$4~PINGxx, expected CRLF behind a bulk string",
            })
    void malformedRequestIsAnsweredAndClosed(String request, String error) throws Exception {
        long before = memory();
        try (Wire client = server.connect()) {
            client.send("PING\r\n" + request.replace("~", "\r\n"));
            assertThat(client.reply()).isEqualTo("+PONG\r\n");
            assertThat(client.reply()).isEqualTo("-ERR Protocol error: " + error + "\r\n");
            client.awaitClosed();
        }
        assertThat(memory() - before).isLessThan(64 << 20);
    }

    @Test
    void endlessInlineLineIsCutOff() throws Exception {
        try (Wire client = server.connect()) {
            try {
                for (int i = 0; i < 100; i++) {
                    client.send("x".repeat(10_000));
                }
            } catch (IOException closedMeanwhile) {
                // what it is to come to
            }
            client.awaitClosed();
        }
    }

    @Test
    void endlessLineInSmallPiecesIsToldWhy() throws Exception {
        try (Wire client = server.connect()) {
            client.send("x".repeat(RequestParser.MAX_INLINE + 1));
            assertThat(client.reply()).isEqualTo("-ERR Protocol error: too big inline request\r\n");
            client.awaitClosed();
        }
    }

    @Test
    void halfACommandWaitsForTheOtherHalf() throws Exception {
        String request = Wire.request("SET", "key", "v".repeat(1000));
        List<Wire> silent = new ArrayList<>();
        for (int i = 1; i < request.length(); i += 17) {
            silent.add(server.connect().send(request.substring(0, i)));
        }
        assertThat(bystander.ask("GET", "key")).isEqualTo("$-1\r\n");
        int sent = 1;
        for (Wire client : silent) {
            assertThat(client.send(request.substring(sent)).reply()).isEqualTo("+OK\r\n");
            client.close();
            sent += 17;
        }
    }

    @Test
    void noiseDoesNoHarm() throws Exception {
        Random random = new Random(7);
        String alphabet = "*$+-0123456789\r\n\r\n\r\nGETSPINGabc \0\u00ff";
        for (int i = 0; i < 300; i++) {
            StringBuilder noise = new StringBuilder(i % 3 == 0 ? "*2\r\n$" : "");
            for (int n = random.nextInt(200); n >= 0; n--) {
                noise.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try (Wire client = server.connect()) {
                client.send(noise.toString());
                if (i % 2 == 0) {
                    client.socket().shutdownOutput();
                    client.awaitClosed();
                }
            }
        }
    }

    private static long memory() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory() + SlowClientTest.directMemory();
    }
}
