package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Waker;

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

    /** Writers and readers at every position in line, and a writer in part assigned. */
    @Test
    void waitsLeaveFromEveryPosition() throws Exception {
        for (int cancelled = 0; cancelled < 4; cancelled++) {
            var one = hand.ready(lock.read());
            var two = hand.ready(lock.read());
            List<Future<? extends Owned>> waits =
                    new ArrayList<>(List.of(lock.write(), lock.read(), lock.write(), lock.read()));
            for (var wait : waits) {
                hand.pending(wait);
            }
            one.close();
            var gone = waits.remove(cancelled);
            assertThat(gone.cancel(hand.cx)).isTrue();
            assertThat(gone.cancel(hand.cx)).isTrue();
            two.close();
            for (var wait : waits) {
                hand.ready(wait).close();
            }
            Objects.requireNonNull(lock.tryWrite()).close();
        }
    }

    @Test
    void anAccessGivenToACancelledWaitGoesOn() throws Exception {
        var writer = hand.ready(lock.write());
        var write = hand.pending(lock.write());
        var read = hand.pending(lock.read());
        writer.close();
        write.cancel(hand.cx);
        hand.ready(read).close();
        var held = hand.ready(lock.read());
        var behind = hand.pending(lock.write());
        held.close();
        behind.cancel(hand.cx);
        assertThat(lock.tryWrite()).isNotNull();
    }

    @Test
    void aWakerThatThrowsHarmsNobody() throws Exception {
        var writer = hand.ready(lock.write());
        var bad = lock.read();
        bad.poll(Context.of(Hand.badWaker()));
        var good = hand.pending(lock.read());
        writer.close();
        assertThat(hand.wakes()).isEqualTo(1);
        hand.ready(good);
        hand.ready(bad);
    }

    @Test
    void aWakerMayUseTheLockAgain() throws Exception {
        var writer = hand.ready(lock.write());
        var again = lock.write();
        var read = lock.read();
        read.poll(Context.of(Waker.of(() -> assertPending(again))));
        writer.close();
        hand.pending(again);
        hand.ready(read).close();
        hand.ready(again);
    }

    private void assertPending(Future<?> future) {
        try {
            hand.pending(future);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Those whom one end lets in are woken in the order in which they came. */
    @Test
    void readersAreWokenInOrder() throws Exception {
        var writer = hand.ready(lock.write());
        var order = new ArrayList<Integer>();
        for (int i = 0; i < 4; i++) {
            int id = i;
            lock.read().poll(Context.of(Waker.of(() -> order.add(id))));
        }
        writer.close();
        assertThat(order).containsExactly(0, 1, 2, 3);
    }

    @Test
    void mappedGuardsHoldTheirAccess() throws Exception {
        var part = hand.ready(lock.read()).map(value -> "v" + value);
        assertThat(part.get()).isEqualTo("v1");
        assertThat(lock.tryWrite()).isNull();
        Objects.requireNonNull(lock.tryRead()).close();
        part.close();
        var writer = Objects.requireNonNull(lock.tryWrite());
        writer.set(7);
        var written = writer.map(value -> "v" + value);
        assertThatThrownBy(() -> writer.set(8)).isInstanceOf(IllegalStateException.class);
        writer.close();
        assertThat(lock.tryRead()).isNull();
        assertThat(written.get()).isEqualTo("v7");
        written.close();
        written.close();
        assertThat(Objects.requireNonNull(lock.tryWrite()).get()).isEqualTo(7);
    }

    /** SY04: downgrade and then map, as Tokio's {@code downgrade_map}. */
    @Test
    void aDowngradedGuardCanBeMapped() throws Exception {
        var part = hand.ready(lock.write()).downgrade().map(value -> value + 1);
        Objects.requireNonNull(lock.tryRead()).close();
        assertThat(lock.tryWrite()).isNull();
        part.close();
        assertThat(lock.tryWrite()).isNotNull();
    }

    @Test
    void downgradeOfALockForOneReaderLetsNobodyIn() throws Exception {
        var single = RwLock.of(1, 1);
        var writer = hand.ready(single.write());
        var read = hand.pending(single.read());
        var reader = writer.downgrade();
        hand.pending(read);
        reader.close();
        hand.ready(read);
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
