package yamanote.sync;

import java.util.concurrent.atomic.AtomicInteger;
import yamanote.future.Owned;

/** A message that counts its closes. */
final class Counted implements Owned {
    private final AtomicInteger closes = new AtomicInteger();

    @Override
    public void close() {
        closes.incrementAndGet();
    }

    int closed() {
        return closes.get();
    }
}
