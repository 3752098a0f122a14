package yamanote.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.future.Poll;

/** Lines, segments and what else needs to look ahead. */
class BufReadTest {
    private final Hand hand = new Hand();

    private static BufReader reader(Object... steps) {
        return BufReader.of(ScriptRead.of(steps), 4);
    }

    private List<@Nullable String> all(Lines lines) throws Exception {
        var all = new ArrayList<@Nullable String>();
        do {
            all.add(hand.ready(lines.next()));
        } while (all.getLast() != null);
        return all;
    }

    @Test
    void fillGivesTheBufferUntilItIsConsumed() throws Exception {
        BufReader reader = reader("abc", ScriptRead.WAIT, "d");
        assertThat(hand.ready(reader.fillBuf()).remaining()).isEqualTo(3);
        reader.consume(2);
        assertThat(hand.ready(reader.fillBuf()).get()).isEqualTo((byte) 'c');
        assertThat(hand.ready(reader.fillBuf()).get()).isEqualTo((byte) 'c');
        reader.consume(1);
        hand.pending(reader.fillBuf());
        assertThat(hand.ready(reader.fillBuf()).get()).isEqualTo((byte) 'd');
        assertThatThrownBy(() -> reader.consume(2)).isInstanceOf(IllegalArgumentException.class);
        reader.consume(1);
        assertThat(hand.ready(reader.fillBuf()).hasRemaining()).isFalse();
    }

    @Test
    void linesLoseTheirNewlineAndReturn() throws Exception {
        assertThat(all(reader("one\ntwo\r\n\n\r\nfür\nend").lines()))
                .containsExactly("one", "two", "", "", "für", "end", null);
        assertThat(all(reader("x\r").lines())).containsExactly("x\r", null);
        assertThat(all(reader().lines())).containsExactly((String) null);
    }

    @Test
    void aCancelledLineIsNotLost() throws Exception {
        Lines lines = BufReader.of(ScriptRead.trickle("ab\nc")).lines();
        var all = new ArrayList<@Nullable String>();
        for (int i = 0; i < 100 && (all.isEmpty() || all.getLast() != null); i++) {
            Future<@Nullable String> next = lines.next();
            var polled = next.poll(hand.cx);
            if (polled.isReady()) {
                all.add(((Poll.Ready<@Nullable String>) polled).value());
            } else {
                next.cancel(hand.cx);
            }
        }
        assertThat(all).containsExactly("ab", "c", null);
    }

    @Test
    void aLineThatIsTooLongThrows() throws Exception {
        Lines lines = reader("abc\nabcd\n").lines(3);
        assertThat(hand.ready(lines.next())).isEqualTo("abc");
        assertThatThrownBy(() -> lines.next().poll(hand.cx))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3");
        assertThatThrownBy(() -> lines.next().poll(hand.cx)).isInstanceOf(IOException.class);
    }

    @Test
    void aLineThatIsNoTextIsSkipped() throws Exception {
        Lines lines = reader(new byte[] {'a', (byte) 0xFF, '\n', 'b', '\n'}).lines();
        assertThatThrownBy(() -> lines.next().poll(hand.cx))
                .isInstanceOf(CharacterCodingException.class);
        assertThat(all(lines)).containsExactly("b", null);
    }

    @Test
    void segmentsLieBetweenDelimiters() throws Exception {
        Segments segments = reader("a,,bcdefgh,").split((byte) ',');
        assertThat(hand.ready(segments.next())).asString().isEqualTo("a");
        assertThat(hand.ready(segments.next())).isEmpty();
        assertThat(hand.ready(segments.next())).asString().isEqualTo("bcdefgh");
        assertThat(hand.ready(segments.next())).isNull();
    }

    /** B251. */
    @Test
    void readUntilKeepsWhatItReadWhenItFails() throws Exception {
        BufReader reader = reader("ab", new IOException("once"), "c;d");
        Bytes into = Bytes.of(new byte[] {'>'});
        assertThatThrownBy(() -> reader.readUntil((byte) ';', into, 100).poll(hand.cx))
                .hasMessage("once");
        assertThat(hand.ready(reader.readUntil((byte) ';', into, 100))).isEqualTo(2);
        assertThat(into.takeString(into.size())).isEqualTo(">abc;");
        assertThat(hand.ready(reader.readUntil((byte) ';', into, 100))).isEqualTo(1);
        assertThat(hand.ready(reader.readUntil((byte) ';', into, 100))).isZero();
    }

    @Test
    void readUntilStopsAtItsLimitAcrossWaits() throws Exception {
        BufReader reader = reader("ab", ScriptRead.WAIT, "cdef");
        Bytes into = new Bytes();
        Future<Integer> until = hand.pending(reader.readUntil((byte) ';', into, 3));
        assertThat(hand.ready(until)).isEqualTo(3);
        assertThat(into.takeString(3)).isEqualTo("abc");
        assertThatThrownBy(() -> reader.readUntil((byte) ';', into, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** B250. */
    @Test
    void readLineKeepsTextOnAFailureAndNothingOfBadText() throws Exception {
        StringBuilder line = new StringBuilder(">");
        BufReader reader =
                reader("ab", new IOException("once"), "c\n", new byte[] {'x', (byte) 0xFF, '\n'});
        assertThatThrownBy(() -> reader.readLine(line).poll(hand.cx)).hasMessage("once");
        assertThat(line).hasToString(">ab");
        assertThat(hand.ready(reader.readLine(line))).isEqualTo(2);
        assertThat(line).hasToString(">abc\n");
        assertThatThrownBy(() -> reader.readLine(line).poll(hand.cx))
                .isInstanceOf(CharacterCodingException.class);
        assertThat(line).hasToString(">abc\n");
        assertThat(hand.ready(reader.readLine(line))).isZero();
    }

    @Test
    void takeLimitsWhatCanBeSeen() throws Exception {
        AsyncBufRead take = reader("abcdef").take(5);
        Bytes into = new Bytes();
        assertThat(hand.ready(take.readUntil((byte) 'f', into, 100))).isEqualTo(5);
        assertThat(hand.ready(take.fillBuf()).hasRemaining()).isFalse();
        assertThat(hand.ready(take.read(ByteBuffer.allocate(1)))).isEqualTo(-1);
        assertThatThrownBy(() -> take.consume(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
