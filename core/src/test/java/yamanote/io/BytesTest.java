package yamanote.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BytesTest {
    /** Against an array that is copied for each step. */
    @Test
    void isAQueueOfBytes() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Bytes bytes = new Bytes();
            byte[] model = new byte[0];
            for (int step = 0; step < 200; step++) {
                byte[] more = new byte[random.nextInt(40)];
                random.nextBytes(more);
                int some = model.length == 0 ? 0 : random.nextInt(model.length + 1);
                switch (random.nextInt(6)) {
                    case 0 -> model = joined(model, more, bytes.put(more));
                    case 1 -> model = joined(model, more, bytes.put(ByteBuffer.wrap(more)));
                    case 2 -> {
                        bytes.writable(more.length).put(more);
                        bytes.commit(more.length);
                        model = joined(model, more, bytes);
                    }
                    case 3 -> {
                        bytes.discard(some);
                        model = Arrays.copyOfRange(model, some, model.length);
                    }
                    case 4 -> {
                        assertThat(bytes.take(some)).isEqualTo(Arrays.copyOf(model, some));
                        model = Arrays.copyOfRange(model, some, model.length);
                    }
                    default -> {
                        bytes.truncate(some);
                        model = Arrays.copyOf(model, some);
                    }
                }
                assertThat(bytes.toByteArray()).isEqualTo(model);
                assertThat(bytes.readable()).isEqualTo(ByteBuffer.wrap(model));
            }
        }
    }

    private static byte[] joined(byte[] front, byte[] back, Bytes ignored) {
        var joined = new ByteArrayOutputStream();
        joined.writeBytes(front);
        joined.writeBytes(back);
        return joined.toByteArray();
    }

    @Test
    void memoryIsBoundedByWhatIsInIt() {
        Bytes bytes = new Bytes();
        byte[] piece = new byte[100];
        for (int i = 0; i < 100_000; i++) {
            bytes.put(piece);
            bytes.discard(i % 2 == 0 ? 99 : 101);
        }
        assertThat(bytes.capacity()).isLessThanOrEqualTo(1024);
    }

    @Test
    void outsideOfItThrows() {
        Bytes bytes = Bytes.of(new byte[3]);
        assertThatThrownBy(() -> bytes.discard(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.discard(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.truncate(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.commit(1 << 20))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void badTextThrowsAndIsGone() throws Exception {
        Bytes bytes = Bytes.of(new byte[] {(byte) 0xC3, 'x', 'y'});
        assertThatThrownBy(() -> bytes.takeString(2)).isInstanceOf(MalformedInputException.class);
        assertThat(bytes.takeString(1)).isEqualTo("y");
        assertThat(new Bytes().put("für 山").takeString(8)).isEqualTo("für 山");
    }
}
