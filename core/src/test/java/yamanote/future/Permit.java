package yamanote.future;

/** An {@link Owned} that counts its closes. */
final class Permit implements Owned {
    int closed;

    @Override
    public void close() {
        closed++;
    }
}
