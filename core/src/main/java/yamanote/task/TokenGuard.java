package yamanote.task;

/** See {@link CancellationToken#dropGuard()}. */
final class TokenGuard implements CancellationToken.DropGuard {
    private final CancellationToken token;
    private volatile boolean disarmed;

    TokenGuard(CancellationToken token) {
        this.token = token;
    }

    @Override
    public CancellationToken disarm() {
        disarmed = true;
        return token;
    }

    @Override
    public void close() {
        if (!disarmed) {
            token.cancel();
        }
    }
}
