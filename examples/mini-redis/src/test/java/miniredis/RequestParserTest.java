package miniredis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {
    private static final int MAX_BULK = 1024;

    private static List<String> parse(String text) throws ProtocolException {
        byte[] bytes = text.getBytes(ISO_8859_1);
        Command command = new RequestParser(MAX_BULK).parse(bytes, 0, bytes.length);
        return command == null ? List.of("(unfinished)") : parts(command);
    }

    private static List<String> parts(Command command) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < command.size(); i++) {
            parts.add(command.arg(i).toString());
        }
        return parts;
    }

    @Test
    void arrayOfBulkStringsIsACommand() throws Exception {
        assertThat(parse("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$5\r\na\r\nbc\r\n"))
                .containsExactly("SET", "k", "a\r\nbc");
    }

    @Test
    void inlineWordsAreACommand() throws Exception {
        assertThat(parse("SET  key\tvalue\r\n")).containsExactly("SET", "key", "value");
        assertThat(parse("PING\n")).containsExactly("PING");
    }

    @Test
    void emptyLineAndEmptyArrayAreEmptyCommands() throws Exception {
        assertThat(parse("\r\n")).isEmpty();
        assertThat(parse("*0\r\n")).isEmpty();
        assertThat(parse("*-1\r\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    *1\\r\\n:5\\r\\n            | expected '$', got ':'
                    *x\\r\\n                    | invalid multibulk length
                    *1048577\\r\\n              | invalid multibulk length
                    *99999999999999999999\\r\\n | invalid multibulk length
                    *1\\r\\n$-1\\r\\n           | invalid bulk length
                    *1\\r\\n$1025\\r\\n         | invalid bulk length
                    *1\\r\\n$1000000000\\r\\n   | invalid bulk length
                    *1\\r\\n$\\r\\n             | invalid bulk length
                    *1\\r\\n$1\\r\\nxyz         | expected CRLF behind a bulk string
                    """)
    void malformedRequestsAreRefused(String request, String error) {
        String bytes = request.replace("\\r", "\r").replace("\\n", "\n");
        assertThatThrownBy(() -> parse(bytes))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("ERR Protocol error: " + error);
    }

    @Test
    void endlessInlineLineIsRefused() {
        assertThatThrownBy(() -> parse("x".repeat(RequestParser.MAX_INLINE + 1)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("too big inline request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*1", "*1\r", "*1\r\n", "*1\r\n$", "*1\r\n$4\r\nPIN", "PING"})
    void missingBytesAreWaitedFor(String request) throws Exception {
        assertThat(parse(request)).containsExactly("(unfinished)");
    }

    @Test
    void pipelineInAnyPiecesGivesTheSameCommands() throws Exception {
        byte[] bytes =
                "*2\r\n$4\r\nECHO\r\n$5\r\nhello\r\nPING\r\n*0\r\n*3\r\n$3\r\nSET\r\n$0\r\n\r\n$2\r\n\r\n\r\n"
                        .getBytes(ISO_8859_1);
        List<List<String>> whole =
                List.of(
                        List.of("ECHO", "hello"),
                        List.of("PING"),
                        List.of(),
                        List.of("SET", "", "\r\n"));
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            RequestParser parser = new RequestParser(MAX_BULK);
            List<List<String>> found = new ArrayList<>();
            int from = 0;
            int end = 0;
            int shift = 0;
            while (end < bytes.length) {
                end = Math.min(bytes.length, end + 1 + random.nextInt(8));
                shift = random.nextInt(16); // the unfinished command is moved between two reads
                byte[] moved = new byte[shift + end - from];
                System.arraycopy(bytes, from, moved, shift, end - from);
                int at = shift;
                Command command;
                while ((command = parser.parse(moved, at, moved.length)) != null) {
                    found.add(parts(command));
                    at += parser.consumed();
                    parser.next();
                }
                from += at - shift;
            }
            assertThat(found).isEqualTo(whole);
        }
    }

    /** Whatever comes in: a command, a wait or a refusal, and never another exception. */
    @Test
    void randomBytesAreNeverAnAccident() {
        Random random = new Random(11);
        byte[] alphabet = "*$-0123456789\r\nPING \t\0x".getBytes(ISO_8859_1);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            RequestParser parser = new RequestParser(MAX_BULK);
            int at = 0;
            try {
                while (parser.parse(bytes, at, bytes.length) != null) {
                    assertThat(parser.consumed()).isPositive();
                    at += parser.consumed();
                    parser.next();
                }
            } catch (ProtocolException expected) {
                assertThat(expected).hasMessageStartingWith("ERR Protocol error: ");
            }
        }
    }
}
