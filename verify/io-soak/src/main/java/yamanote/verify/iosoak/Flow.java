package yamanote.verify.iosoak;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import yamanote.verify.soak.Dice;

/**
 * One direction of a connection: {@code size} bytes that follow from a seed, and their checksum.
 * The sender and the receiver, one task each, count what they did; others read that at the end.
 */
final class Flow {
    private static final int CHECKSUM = 4;

    private final long seed;
    private final int size;

    private final CRC32C madeSum = new CRC32C();
    private long made;
    private final CRC32C receivedSum = new CRC32C();
    private int sumReceived;

    /** Bytes that the sender's socket took. */
    volatile long sent;

    /** The sender has ended its output, with all that it had to send. */
    volatile boolean isEnded;

    volatile long received;

    /** The receiver has read the end. */
    volatile boolean isEndSeen;

    Flow(long seed, int size) {
        this.seed = seed;
        this.size = size;
    }

    private int length() {
        return size + CHECKSUM;
    }

    /** Sender: as much as {@code target} has room for of what comes next. */
    void make(ByteBuffer target) {
        while (target.hasRemaining() && made < length()) {
            if (made < size) {
                byte b = content(made);
                madeSum.update(b);
                target.put(b);
            } else {
                target.put((byte) (madeSum.getValue() >>> 8 * (made - size)));
            }
            made++;
        }
    }

    boolean isSent() {
        return sent == length();
    }

    void sent(int count) {
        sent += count;
    }

    /** Receiver: the last so many bytes before the position of {@code buffer} have come. */
    void received(ByteBuffer buffer, int count) {
        int from = buffer.position() - count;
        for (int i = 0; i < count; i++) {
            take(received + i, buffer.get(from + i));
        }
        received += count;
    }

    private void take(long at, byte b) {
        if (at < size) {
            if (b != content(at)) {
                throw new AssertionError("byte " + at + " is another: " + this);
            }
            receivedSum.update(b);
            return;
        }
        if (at >= length()) {
            throw new AssertionError("more came than was sent: " + this);
        }
        sumReceived |= (b & 0xFF) << 8 * (at - size);
        if (at == length() - 1 && sumReceived != (int) receivedSum.getValue()) {
            throw new AssertionError("the checksum is another: " + this);
        }
    }

    private byte content(long at) {
        return (byte) (Dice.mix(seed + (at >>> 3)) >>> ((at & 7) << 3));
    }

    boolean isComplete() {
        return isEnded && isEndSeen && isSent() && received == length();
    }

    @Override
    public String toString() {
        return "%d of %d bytes sent%s, %d received%s"
                .formatted(
                        sent,
                        length(),
                        isEnded ? " and the end" : "",
                        received,
                        isEndSeen ? " and the end" : "");
    }
}
