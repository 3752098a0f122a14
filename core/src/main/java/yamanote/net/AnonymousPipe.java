package yamanote.net;

import java.io.IOException;
import java.util.List;
import yamanote.internal.reactor.PipeSource;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.runtime.CurrentRuntime;

/** The two ends of a pipe of the system that has no name. */
public record AnonymousPipe(PipeSender sender, PipeReceiver receiver) {
    /**
     * A new one. Mirrors {@code tokio::net::unix::pipe::pipe}. For bytes between tasks of this
     * process {@code AsyncIo.simplex} does without the system.
     *
     * @throws IllegalStateException outside of a runtime
     * @throws UnsupportedOperationException if the runtime is not on {@code
     *     driver(DriverChoice.EPOLL)}
     */
    public static AnonymousPipe open() throws IOException {
        return open(CurrentRuntime.require("AnonymousPipe.open").reactor());
    }

    static AnonymousPipe open(Reactor reactor) throws IOException {
        List<PipeSource> ends = reactor.openPipe();
        return new AnonymousPipe(new PipeSender(ends.getFirst()), new PipeReceiver(ends.getLast()));
    }
}
