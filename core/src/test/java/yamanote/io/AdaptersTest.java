package yamanote.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.future.Future;

/** Reading all, numbers, take, chain, and streams that answer wrongly. */
class AdaptersTest {
    private final Hand hand = new Hand();

    /** B252. */
    @Test
    void readToStringAppendsAndTakesNothingBack() throws Exception {
        StringBuilder into = new StringBuilder("old ");
        assertThat(hand.ready(ScriptRead.of("new").readToString(into))).isEqualTo(3);
        assertThat(into).hasToString("old new");
        AsyncRead bad = ScriptRead.of("x", new byte[] {(byte) 0xC3});
        assertThatThrownBy(() -> bad.readToString(into).poll(hand.cx))
                .isInstanceOf(CharacterCodingException.class);
        AsyncRead broken = ScriptRead.of("x", new IOException("broken"));
        assertThatThrownBy(() -> broken.readToString(into).poll(hand.cx)).hasMessage("broken");
        assertThat(into).hasToString("old new");
    }

    @Test
    void readToEndGoesOnWhereItWasCancelled() throws Exception {
        AsyncRead reader = ScriptRead.trickle("abc");
        Bytes into = Bytes.of(new byte[] {'>'});
        Future<Long> first = hand.pending(reader.readToEnd(into));
        hand.pending(first);
        first.cancel(hand.cx);
        Future<Long> second = hand.pending(reader.readToEnd(into));
        hand.pending(second);
        assertThat(hand.ready(second)).isEqualTo(1 + 1);
        assertThat(into.takeString(into.size())).isEqualTo(">abc");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void numbersComeBackAsTheyWereWritten(boolean big) throws Exception {
        ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        Duplex duplex = AsyncIo.duplex(64);
        AsyncWrite out = duplex.first();
        AsyncRead in = duplex.second();
        hand.ready(out.writeByte((byte) -3));
        hand.ready(out.writeShort((short) -300, order));
        hand.ready(out.writeInt(-300_000, order));
        hand.ready(out.writeLong(Long.MIN_VALUE + 1, order));
        hand.ready(out.writeFloat(1.5f, order));
        hand.ready(out.writeDouble(-2.25, order));
        assertThat(hand.ready(in.readByte())).isEqualTo((byte) -3);
        assertThat(hand.ready(in.readShort(order))).isEqualTo((short) -300);
        assertThat(hand.ready(in.readInt(order))).isEqualTo(-300_000);
        assertThat(hand.ready(in.readLong(order))).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(hand.ready(in.readFloat(order))).isEqualTo(1.5f);
        assertThat(hand.ready(in.readDouble(order))).isEqualTo(-2.25);
    }

    @Test
    void bytesHaveTheirPlacesInANumber() throws Exception {
        byte[] bytes = {1, 2, 3, 4};
        assertThat(hand.ready(ScriptRead.of(bytes).readInt(ByteOrder.BIG_ENDIAN)))
                .isEqualTo(0x01020304);
        assertThat(hand.ready(ScriptRead.of(bytes).readInt(ByteOrder.LITTLE_ENDIAN)))
                .isEqualTo(0x04030201);
    }

    /** B249. */
    @Test
    void aNumberThatIsCutOffThrows() {
        assertThatThrownBy(() -> ScriptRead.of("abc").readInt(ByteOrder.BIG_ENDIAN).poll(hand.cx))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("1 bytes");
    }

    /** B257. */
    @Test
    void aNumberThatTheWriterDoesNotTakeThrows() {
        ScriptWrite out = new ScriptWrite();
        out.most = 0;
        assertThatThrownBy(() -> out.writeInt(1, ByteOrder.BIG_ENDIAN).poll(hand.cx))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("4 bytes");
    }

    /** B255. */
    @Test
    void takeCountsWhatIsNewInTheBuffer() throws Exception {
        AsyncRead take = ScriptRead.of("abcdef").take(3);
        ByteBuffer target = ByteBuffer.allocate(8).put((byte) '>').put((byte) '>');
        assertThat(hand.ready(take.read(target))).isEqualTo(3);
        assertThat(target.position()).isEqualTo(5);
        assertThat(target.limit()).isEqualTo(8);
        assertThat(hand.ready(take.read(target))).isEqualTo(-1);
        assertThat(hand.ready(take.read(ByteBuffer.allocate(0)))).isZero();
        assertThatThrownBy(() -> ScriptRead.of().take(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** B256. */
    @Test
    void chainGoesOnOnlyAtAnEnd() throws Exception {
        ScriptRead first = ScriptRead.of("ab");
        AsyncRead chain = first.chain(ScriptRead.of(ScriptRead.WAIT, "cd"));
        assertThat(hand.ready(chain.read(ByteBuffer.allocate(0)))).isZero();
        assertThat(hand.ready(chain.read(ByteBuffer.allocate(8)))).isEqualTo(2);
        assertThat(hand.ready(chain.read(ByteBuffer.allocate(0)))).isZero();
        hand.pending(chain.read(ByteBuffer.allocate(8)));
        first.then("late");
        ByteBuffer target = ByteBuffer.allocate(8);
        assertThat(hand.ready(chain.read(target))).isEqualTo(2);
        assertThat(target.get(0)).isEqualTo((byte) 'c');
        assertThat(hand.ready(chain.read(target))).isEqualTo(-1);
    }

    /** B254. */
    @Test
    void aReaderThatAnswersWhatItDidNotDoIsCaught() {
        AsyncRead liar = (cx, target) -> 3;
        for (Future<?> reading :
                new Future<?>[] {
                    BufReader.of(liar).read(ByteBuffer.allocate(2)),
                    liar.take(5).read(ByteBuffer.allocate(8)),
                    liar.readToEnd(new Bytes()),
                    AsyncIo.copy(liar, AsyncIo.sink()),
                }) {
            assertThatThrownBy(() -> reading.poll(hand.cx))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("answered 3");
        }
    }

    @Test
    void severalBuffersAreWrittenAsTheWriterCan() throws Exception {
        ScriptWrite out = new ScriptWrite();
        ByteBuffer[] sources = {
            ByteBuffer.allocate(0),
            ByteBuffer.wrap("ab".getBytes()),
            ByteBuffer.wrap("c".getBytes())
        };
        assertThat(out.isWriteVectored()).isFalse();
        assertThat(hand.ready(out.write(sources))).isEqualTo(2);
        assertThat(hand.ready(out.write(sources))).isEqualTo(1);
        assertThat(hand.ready(out.write(sources))).isZero();
        assertThat(out.text()).isEqualTo("abc");
    }

    @Test
    void splitHalvesAndJoinedStreamsAreTheStream() throws Exception {
        Duplex duplex = AsyncIo.duplex(8);
        Halves halves = AsyncIo.split(duplex.first());
        JoinedStream joined = AsyncIo.join(duplex.second(), halves.writer());
        hand.ready(joined.writeAll(ByteBuffer.wrap("hi".getBytes())));
        ByteBuffer target = ByteBuffer.allocate(4);
        assertThat(hand.ready(joined.read(target))).isEqualTo(2);
        Future<Integer> waits = hand.pending(halves.reader().read(target));
        hand.ready(duplex.second().shutdown());
        assertThat(hand.ready(waits)).isEqualTo(-1);
    }
}
