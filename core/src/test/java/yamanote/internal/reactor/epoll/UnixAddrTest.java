package yamanote.internal.reactor.epoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UnixAddrTest {
    private final MemorySegment memory = Arena.ofAuto().allocate(SockAddr.MAX, 8);

    private static byte[] name(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private int written(String name) throws SocketException {
        memory.fill((byte) 0xee);
        return UnixAddr.write(memory, name(name));
    }

    @Test
    void aPathIsFamilyAndBytesAndAZero() throws SocketException {
        assertThat(written("/x/y")).isEqualTo(7);
        byte[] bytes = new byte[7];
        memory.asByteBuffer().get(bytes);
        assertThat(bytes).containsExactly(1, 0, '/', 'x', '/', 'y', 0);
        assertThat(UnixAddr.read(memory, 7)).isEqualTo(name("/x/y"));
        assertThat(UnixAddr.read(memory, 6)).isEqualTo(name("/x/y"));
        assertThat(UnixAddr.read(memory, 110)).isEqualTo(name("/x/y"));
    }

    @Test
    void anAbstractNameEndsWhereTheSizeSays() throws SocketException {
        assertThat(written("\0a\0b\0")).isEqualTo(7);
        assertThat(UnixAddr.read(memory, 7)).isEqualTo(name("\0a\0b\0"));
    }

    @Test
    void withoutANameThereIsTheFamilyAtMost() throws SocketException {
        assertThat(written("")).isEqualTo(2);
        assertThat(UnixAddr.read(memory, 2)).isEmpty();
        assertThat(UnixAddr.read(memory, 0)).isEmpty();
    }

    @Test
    void aNameThatIsTooLongThrows() throws SocketException {
        assertThat(written("p".repeat(107))).isEqualTo(110);
        assertThatThrownBy(() -> written("p".repeat(108)))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("107");
        assertThat(written("\0" + "a".repeat(107))).isEqualTo(110);
        assertThatThrownBy(() -> written("\0" + "a".repeat(108)))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("108");
    }
}
