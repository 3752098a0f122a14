package yamanote.stream;

import yamanote.future.Owned;

/** A value with one owner that counts its closes. */
final class Thing implements Owned {
    int closed;

    @Override
    public void close() {
        closed++;
    }
}
