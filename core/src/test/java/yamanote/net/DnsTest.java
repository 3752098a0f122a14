package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.runtime.AsyncRuntime;

@Timeout(60)
class DnsTest {
    private static final InetAddress SOME = InetAddress.ofLiteral("192.0.2.7");

    private final BlockingQueue<Throwable> failures = new ArrayBlockingQueue<>(4);
    private AsyncRuntime runtime;

    @BeforeEach
    void open() {
        runtime =
                AsyncRuntime.currentThread()
                        .maxBlockingThreads(1)
                        .onUnhandledFailure((site, failure) -> failures.add(failure))
                        .build();
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "[::1]", "2001:db8::7"})
    void literalsAreReadAtOnceAndWithoutARuntime(String literal) throws Exception {
        assertThat(Dns.lookup(literal, 443).poll(Context.noop()))
                .isEqualTo(
                        Poll.ready(
                                List.of(
                                        new InetSocketAddress(
                                                InetAddress.ofLiteral(literal), 443))));
    }

    @Test
    void namesAreLookedUpOffTheWorkers() throws Exception {
        var thread = new AtomicReference<Thread>();
        LookupFuture lookup =
                new LookupFuture(
                        "example.test",
                        7,
                        host -> {
                            assertThat(host).isEqualTo("example.test");
                            thread.set(Thread.currentThread());
                            return new InetAddress[] {SOME};
                        });
        assertThat(runtime.blockOn(lookup)).containsExactly(new InetSocketAddress(SOME, 7));
        assertThat(thread.get()).isNotSameAs(Thread.currentThread());
        assertThat(thread.get().getName()).contains("blocking");
    }

    /** One that only begins like a literal is a name. */
    @Test
    void aNameMayBeginWithADigit() throws Exception {
        var lookup = new LookupFuture("1st.test", 7, host -> new InetAddress[] {SOME});
        assertThat(runtime.blockOn(lookup)).containsExactly(new InetSocketAddress(SOME, 7));
    }

    @Test
    void localhostIsThisMachine() throws Exception {
        assertThat(runtime.blockOn(Dns.lookup("localhost", 80)))
                .isNotEmpty()
                .allSatisfy(found -> {
                    assertThat(found.getAddress().isLoopbackAddress()).isTrue();
                    assertThat(found.getPort()).isEqualTo(80);
                });
    }

    @Test
    void anUnknownHostIsThrown() {
        var lookup =
                new LookupFuture(
                        "nowhere.invalid",
                        1,
                        host -> {
                            throw new UnknownHostException(host);
                        });
        assertThatThrownBy(() -> runtime.blockOn(lookup))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("nowhere.invalid");
        assertThatThrownBy(() -> lookup.poll(Context.noop()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("make a new one");
    }

    /** The pool has one thread, which is busy: what is queued behind it never runs. */
    @Test
    void aLookupThatIsCancelledBeforeItBeganIsDropped() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        runtime.blockOn(() -> {
            var busy =
                    yamanote.Async.spawnBlocking(() -> {
                        begun.countDown();
                        goOn.await();
                    });
            begun.await();
            var lookup =
                    new LookupFuture(
                            "example.test",
                            7,
                            host -> {
                                asked.countDown();
                                return new InetAddress[] {SOME};
                            });
            assertThat(lookup.poll(Context.noop()).isPending()).isTrue();
            assertThat(lookup.cancel(Context.noop())).isTrue();
            goOn.countDown();
            busy.await();
            yamanote.Async.spawnBlocking(() -> {}).await();
            assertThat(asked.getCount()).as("never asked").isEqualTo(1);
        });
    }

    @Test
    void aFailureThatComesTooLateIsNobodysNews() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        runtime.blockOn(() -> {
            var lookup =
                    new LookupFuture(
                            "nowhere.invalid",
                            7,
                            host -> {
                                begun.countDown();
                                while (goOn.getCount() > 0) {
                                    Thread.onSpinWait(); // as the system's resolver, not
                                    // interrupted
                                }
                                throw new UnknownHostException(host);
                            });
            assertThat(lookup.poll(Context.noop()).isPending()).isTrue();
            begun.await();
            assertThat(lookup.cancel(Context.noop())).isTrue();
            goOn.countDown();
            yamanote.Async.spawnBlocking(() -> {}).await();
        });
        runtime.close(); // which reports what nobody has read
        assertThat(failures).isEmpty();
    }

    @Test
    void misuseIsThrownAtOnce() {
        assertThatThrownBy(() -> Dns.lookup("localhost", 65536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65535");
        assertThatThrownBy(() -> TcpStream.connect("localhost", -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Dns.lookup("localhost", 1).poll(Context.noop()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("localhost")
                .hasMessageContaining("runtime");
    }
}
