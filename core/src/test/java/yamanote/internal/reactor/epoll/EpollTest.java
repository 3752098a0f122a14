package yamanote.internal.reactor.epoll;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.internal.reactor.Readiness.READABLE;
import static yamanote.internal.reactor.Readiness.READ_CLOSED;
import static yamanote.internal.reactor.Readiness.WRITABLE;
import static yamanote.internal.reactor.Readiness.WRITE_CLOSED;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The structures of both architectures, on either, and the meaning of events. */
class EpollTest {
    @Test
    void theStructureIsPackedOnX86Only() {
        assertThat(Epoll.Layout.of("amd64")).isSameAs(Epoll.Layout.PACKED);
        assertThat(Epoll.Layout.of("aarch64")).isSameAs(Epoll.Layout.ALIGNED);
        assertThat(Epoll.Layout.PACKED.size).isEqualTo(12);
        assertThat(Epoll.Layout.PACKED.dataOffset).isEqualTo(4);
        assertThat(Epoll.Layout.ALIGNED.size).isEqualTo(16);
        assertThat(Epoll.Layout.ALIGNED.dataOffset).isEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource
    void eventsAreReadWhereTheSystemPutsThem(Epoll.Layout layout) {
        Epoll.Events events = new Epoll.Events(3, layout);
        assertThat(events.memory.byteSize()).isEqualTo(3L * layout.size);
        ByteBuffer system = events.memory.asByteBuffer().order(ByteOrder.nativeOrder());
        for (int i = 0; i < 3; i++) {
            system.putInt(i * layout.size, Epoll.IN | i);
            system.putLong(i * layout.size + layout.dataOffset, (7L << 32) + i);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(events.flags(i)).isEqualTo(Epoll.IN | i);
            assertThat(events.data(i)).isEqualTo((7L << 32) + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEventIsWrittenWhereTheSystemReadsIt(Epoll.Layout layout) {
        try (Arena arena = Arena.ofConfined()) {
            var memory = arena.allocate(layout.size, 8);
            Epoll.Events.write(memory, layout, Epoll.INTEREST, -2);
            ByteBuffer system = memory.asByteBuffer().order(ByteOrder.nativeOrder());
            assertThat(system.getInt(0)).isEqualTo(0x80002005);
            assertThat(system.getLong(layout.dataOffset)).isEqualTo(-2);
        }
    }

    /** Pitfall 7: half-closed is 0x2005, closed 0x2015. */
    @Test
    void hangUpsCloseDirectionsAndErrorsOnlyMakeThemReady() {
        assertThat(Epoll.readiness(0x1)).isEqualTo(READABLE);
        assertThat(Epoll.readiness(0x4)).isEqualTo(WRITABLE);
        assertThat(Epoll.readiness(0x2005)).isEqualTo(READABLE | WRITABLE | READ_CLOSED);
        assertThat(Epoll.readiness(0x2015))
                .isEqualTo(READABLE | WRITABLE | READ_CLOSED | WRITE_CLOSED);
        assertThat(Epoll.readiness(0x8)).isEqualTo(READABLE | WRITABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mac OS X", "Windows 11", "FreeBSD"})
    void elsewhereItSaysWhichSystemItIs(String system) {
        assertThat(EpollSupport.whyNot(system, "amd64")).contains("Linux").contains(system);
    }

    @Test
    void onOtherProcessorsItSaysSo() {
        assertThat(EpollSupport.whyNot("Linux", "s390x")).contains("s390x");
        assertThat(EpollSupport.whyNot("Linux", "aarch64")).isNull();
        assertThat(EpollSupport.whyNot("Linux", "amd64")).isNull();
    }

    @Test
    void withoutNativeAccessItNamesTheFlag() {
        assertThat(EpollSupport.noNativeAccess("yamanote.core"))
                .endsWith("--enable-native-access=yamanote.core");
        assertThat(EpollSupport.noNativeAccess(null))
                .endsWith("--enable-native-access=ALL-UNNAMED");
    }
}
