package yamanote.io.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import org.junit.jupiter.api.Test;
import yamanote.io.Bytes;

class CodecsTest {
    private static Bytes bytes(String text) {
        return new Bytes().put(text);
    }

    /** B317. */
    @Test
    void aLineThatIsTooLongFailsOnceAndIsSkipped() throws Exception {
        LinesCodec codec = LinesCodec.withMaxLength(3);
        Bytes in = bytes("abc\nabcd");
        assertThat(codec.decode(in)).isEqualTo("abc");
        assertThatThrownBy(() -> codec.decode(in)).isInstanceOf(FrameTooLongException.class);
        assertThat(in.size()).as("what is skipped is not kept").isZero();
        in.put("efgh");
        assertThat(codec.decode(in)).isNull();
        assertThat(in.size()).isZero();
        in.put("ij\nok\nabcd\nx\n");
        assertThat(codec.decode(in)).isEqualTo("ok");
        assertThatThrownBy(() -> codec.decode(in)).isInstanceOf(FrameTooLongException.class);
        assertThat(codec.decode(in)).isEqualTo("x");
    }

    /** B317. */
    @Test
    void returnsAreStripped() throws Exception {
        LinesCodec codec = LinesCodec.unlimited();
        Bytes in = bytes("a\r\n\r\n\rb\n");
        assertThat(codec.decode(in)).isEqualTo("a");
        assertThat(codec.decode(in)).isEmpty();
        assertThat(codec.decode(in)).isEqualTo("\rb");
        assertThat(codec.decode(in)).isNull();
    }

    /** B317. */
    @Test
    void theLastLineNeedsNoNewline() throws Exception {
        LinesCodec codec = LinesCodec.unlimited();
        assertThat(codec.decodeEnd(bytes("end"))).isEqualTo("end");
        assertThat(codec.decodeEnd(bytes("end\r"))).isEqualTo("end");
        assertThat(codec.decodeEnd(bytes("\r"))).isNull();
        assertThat(codec.decodeEnd(new Bytes())).isNull();
    }

    @Test
    void aLineThatIsNoTextIsSkipped() throws Exception {
        LinesCodec codec = LinesCodec.unlimited();
        Bytes in = Bytes.of(new byte[] {(byte) 0xFF, '\r', '\n', 'a', '\n'});
        assertThatThrownBy(() -> codec.decode(in)).isInstanceOf(CharacterCodingException.class);
        assertThat(codec.decode(in)).isEqualTo("a");
    }

    @Test
    void anyDelimiterEndsAPiece() throws Exception {
        AnyDelimiterCodec codec = AnyDelimiterCodec.withMaxLength(3);
        Bytes in = bytes("a,bc;\nabcdef,x");
        assertThat(codec.decode(in)).asString().isEqualTo("a");
        assertThat(codec.decode(in)).asString().isEqualTo("bc");
        assertThat(codec.decode(in)).isEmpty();
        assertThatThrownBy(() -> codec.decode(in)).isInstanceOf(FrameTooLongException.class);
        assertThat(codec.decode(in)).isNull();
        assertThat(codec.decodeEnd(in)).asString().isEqualTo("x");
        assertThat(codec.decodeEnd(in)).isNull();
        Bytes out = new Bytes();
        codec.encode("ab".getBytes(), out);
        assertThat(out.takeString(out.size())).isEqualTo("ab,");
        assertThatThrownBy(() -> AnyDelimiterCodec.of(new byte[0], new byte[0], 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLengthPrecedesItsFrame() throws Exception {
        LengthDelimitedCodec codec = LengthDelimitedCodec.create();
        Bytes wire = new Bytes();
        codec.encode("hello".getBytes(), wire);
        assertThat(wire.toByteArray()).startsWith(0, 0, 0, 5).hasSize(9);
        Bytes part = Bytes.of(wire.take(6));
        assertThat(codec.decode(part)).isNull();
        part.put(wire.take(3));
        assertThat(codec.decode(part)).asString().isEqualTo("hello");
        part.put(new byte[] {0, 0});
        assertThatThrownBy(() -> codec.decodeEnd(part)).hasMessageContaining("2 bytes");
    }

    /** With its head taken out and nothing left over, it would look like an orderly end. */
    @Test
    void anEndRightBehindAHeadIsInsideOfItsFrame() throws Exception {
        LengthDelimitedCodec codec = LengthDelimitedCodec.create();
        Bytes head = Bytes.of(new byte[] {0, 0, 0, 5});
        assertThat(codec.decode(head)).isNull();
        assertThatThrownBy(() -> codec.decodeEnd(head)).hasMessageContaining("inside of a frame");
        head.put("later".getBytes());
        assertThat(codec.decode(head)).asString().isEqualTo("later");
        assertThat(codec.decodeEnd(head)).isNull();
    }

    /** Else it would be found for ever. */
    @Test
    void aFrameThatTakesNothingOutIsNone() {
        LengthDelimitedCodec codec = LengthDelimitedCodec.builder().skip(0).build();
        assertThatThrownBy(() -> codec.decode(Bytes.of(new byte[4])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("makes no frame");
    }

    @Test
    void aFrameMayKeepItsHead() throws Exception {
        LengthDelimitedCodec codec =
                LengthDelimitedCodec.builder().lengthBytes(2).adjustment(2).skip(0).build();
        assertThat(codec.decode(Bytes.of(new byte[] {0, 1, 'x', 9}))).containsExactly(0, 1, 'x');
    }

    @Test
    void aLengthMayStandInsideOfAHead() throws Exception {
        LengthDelimitedCodec codec =
                LengthDelimitedCodec.builder()
                        .offset(1)
                        .lengthBytes(3)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .build();
        assertThat(codec.decode(Bytes.of(new byte[] {7, 2, 0, 0, 'h', 'i'})))
                .asString()
                .isEqualTo("hi");
        LengthDelimitedCodec whole =
                LengthDelimitedCodec.builder().lengthBytes(2).adjustment(-2).build();
        assertThat(whole.decode(Bytes.of(new byte[] {0, 4, 'h', 'i'}))).asString().isEqualTo("hi");
        assertThatThrownBy(() -> whole.decode(Bytes.of(new byte[] {0, 1, 0})))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("adjustment");
    }

    @Test
    void aFrameThatIsTooLongIsRefusedBeforeItIsRead() {
        LengthDelimitedCodec codec = LengthDelimitedCodec.create();
        Bytes in = Bytes.of(new byte[] {0, (byte) 0x80, 0, 1});
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> codec.decode(in)).isInstanceOf(FrameTooLongException.class);
        }
        LengthDelimitedCodec eight = LengthDelimitedCodec.builder().lengthBytes(8).build();
        byte[] huge = {-1, -1, -1, -1, -1, -1, -1, -1};
        assertThatThrownBy(() -> eight.decode(Bytes.of(huge)))
                .isInstanceOf(FrameTooLongException.class)
                .hasMessageContaining("18446744073709551615");
        LengthDelimitedCodec one =
                LengthDelimitedCodec.builder().lengthBytes(1).maxFrameLength(1000).build();
        assertThatThrownBy(() -> one.encode(new byte[256], new Bytes()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> one.encode(new byte[1001], new Bytes()))
                .isInstanceOf(FrameTooLongException.class);
    }

    @Test
    void badSettingsAreRefused() {
        var builder = LengthDelimitedCodec.builder();
        assertThatThrownBy(() -> builder.lengthBytes(9))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.offset(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinesCodec.withMaxLength(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
