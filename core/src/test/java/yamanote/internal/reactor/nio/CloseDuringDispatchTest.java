package yamanote.internal.reactor.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Context;
import yamanote.future.Waker;
import yamanote.internal.reactor.StreamSource;

/** Another thread, or a waker, closes a socket that the selector is about to report. */
@Timeout(60)
class CloseDuringDispatchTest {
    @Test
    void aSocketClosedDuringTheTurnThatWouldReportItIsLeftOut() throws Exception {
        try (TestLoop loop = new TestLoop();
                ServerSocket peers = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            StreamSource[] streams = new StreamSource[2];
            Socket[] ends = new Socket[2];
            for (int i = 0; i < 2; i++) {
                StreamSource stream = loop.reactor.openStream();
                streams[i] = stream;
                if (!stream.connect(peers.getLocalSocketAddress())) {
                    loop.turnUntil(() -> stream.registration().word() != 0);
                    assertThat(stream.finishConnect()).isTrue();
                }
                ends[i] = peers.accept();
            }
            AtomicInteger woken = new AtomicInteger();
            for (int i = 0; i < 2; i++) {
                StreamSource other = streams[1 - i];
                Waker closesTheOther =
                        Waker.of(() -> {
                            if (woken.getAndIncrement() == 0) {
                                other.registration().close();
                            }
                        });
                streams[i].registration().pollReadable(Context.of(closesTheOther));
            }
            for (Socket end : ends) {
                end.getOutputStream().write(1);
            }
            loop.turnUntil(() -> woken.get() == 2);
            assertThat(loop.comesToRest()).isTrue();
            for (Socket end : ends) {
                end.close();
            }
        }
    }
}
