package yamanote.internal.reactor.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.nio.channels.SelectionKey;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Waker;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.StreamSource;

/** A socket is closed by another thread after the selector chose it, before it is asked why. */
class CloseDuringDispatchTest {
    @Test
    void itIsLeftOutAndItsWaiterWasWokenByTheClose() throws Exception {
        NioPoller[] poller = new NioPoller[1];
        AtomicInteger woken = new AtomicInteger();
        try (Reactor reactor = Reactor.open(wake -> poller[0] = new NioPoller(wake))) {
            StreamSource stream = reactor.openStream(StandardProtocolFamily.INET);
            SelectionKey key = ((NioRegistration) stream.registration()).key();
            stream.registration().pollReadable(Context.of(Waker.of(woken::incrementAndGet)));
            stream.registration().close();
            poller[0].dispatch(key);
            assertThat(woken).hasValue(1);
        }
    }
}
