package yamanote.net;

import yamanote.future.Owned;
import yamanote.internal.reactor.PipeSource;
import yamanote.internal.reactor.Registration;

/** What the two ends of a pipe have in common. */
abstract class PipeEnd implements Owned {
    final PipeSource source;
    final Registration registration;

    /** Owns {@code source}. */
    PipeEnd(PipeSource source) {
        this.source = source;
        this.registration = source.registration();
    }

    /** Frees the descriptor and ends whoever waits at this end; never waits. */
    @Override
    public final void close() {
        registration.close();
    }
}
