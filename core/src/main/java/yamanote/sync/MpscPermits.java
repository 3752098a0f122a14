package yamanote.sync;

import java.util.NoSuchElementException;

/** Reserved slots of a bounded channel, handed out one by one. */
final class MpscPermits<T> implements Mpsc.Permits<T> {
    private final BoundedChannel<T> channel;
    private int left;

    MpscPermits(BoundedChannel<T> channel, int slots) {
        this.channel = channel;
        this.left = slots;
    }

    @Override
    public int remaining() {
        return left;
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public Mpsc.Permit<T> next() {
        if (left == 0) {
            throw new NoSuchElementException("all reserved permits were taken, or this is closed");
        }
        left--;
        return new MpscPermit<>(channel);
    }

    @Override
    public void close() {
        int back = left;
        left = 0;
        if (back > 0) {
            channel.giveBack(back);
        }
    }
}
