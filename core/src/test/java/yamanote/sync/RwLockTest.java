package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Re-states tests of Tokio's {@code sync_rwlock.rs}. */
class RwLockTest {
    private final Hand hand = new Hand();
    private final RwLock<Integer> lock = RwLock.of(1);

    @Test
    void readersShareAndAWriterIsAlone() throws Exception {
        var one = hand.ready(lock.read());
        var two = hand.ready(lock.read());
        assertThat(lock.tryWrite()).isNull();
        assertThat(one.get() + two.get()).isEqualTo(2);
        one.close();
        one.close();
        assertThat(lock.tryWrite()).isNull();
        two.close();
        try (var writer = Objects.requireNonNull(lock.tryWrite())) {
            assertThat(lock.tryRead()).isNull();
            assertThat(lock.tryWrite()).isNull();
            writer.set(2);
        }
        assertThat(hand.ready(lock.read()).get()).isEqualTo(2);
    }

    /** B195. */
    @Test
    void aWaitingWriterBlocksLaterReaders() throws Exception {
        var reader = hand.ready(lock.read());
        var write = hand.pending(lock.write());
        var behind = hand.pending(lock.read());
        assertThat(lock.tryRead()).isNull();
        reader.close();
        hand.pending(behind);
        hand.ready(write).close();
        hand.ready(behind);
    }

    /** B195. */
    @Test
    void aCancelledWriterLetsTheReadersBehindItIn() throws Exception {
        hand.ready(lock.read());
        var write = hand.pending(lock.write());
        var one = hand.pending(lock.read());
        var two = hand.pending(lock.read());
        assertThat(hand.wakes()).isZero();
        write.cancel(hand.cx);
        assertThat(hand.wakes()).isEqualTo(2);
        hand.ready(one);
        hand.ready(two);
    }

    /** B196. */
    @Test
    void thePlaceInLineIsThatOfTheFirstPoll() throws Exception {
        var writer = hand.ready(lock.write());
        var created = lock.write();
        var polled = hand.pending(lock.write());
        hand.pending(created);
        writer.close();
        hand.pending(created);
        hand.ready(polled).close();
        hand.ready(created);
    }

    /** B197: by design. */
    @Test
    void readWriteReadInOneTaskWaitsForItself() throws Exception {
        hand.ready(lock.read());
        var write = hand.pending(lock.write());
        var again = hand.pending(lock.read());
        hand.pending(write);
        hand.pending(again);
    }

    /** B198. */
    @Test
    void readersMayBeLimited() throws Exception {
        var two = RwLock.of(1, 2);
        var first = hand.ready(two.read());
        hand.ready(two.read());
        var third = hand.pending(two.read());
        first.close();
        hand.ready(third);
        assertThatThrownBy(() -> RwLock.of(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 0");
        assertThatThrownBy(() -> RwLock.of(1, Semaphore.MAX_PERMITS + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** B199. */
    @Test
    void downgradeLetsNoWriterInBetween() throws Exception {
        var writer = hand.ready(lock.write());
        var read = hand.pending(lock.read());
        var write = hand.pending(lock.write());
        writer.set(2);
        var reader = writer.downgrade();
        assertThat(reader.get()).isEqualTo(2);
        var beside = hand.ready(read);
        hand.pending(write);
        assertThatThrownBy(writer::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this guard is closed: write() again");
        writer.close();
        reader.close();
        assertThatThrownBy(reader::get).isInstanceOf(IllegalStateException.class);
        hand.pending(write);
        beside.close();
        hand.ready(write);
    }
}
