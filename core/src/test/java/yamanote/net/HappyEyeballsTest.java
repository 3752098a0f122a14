package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.AsyncBody;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.runtime.AsyncRuntime;
import yamanote.time.Moment;
import yamanote.time.Sleep;

/** On a script instead of a network, and on the paused clock: not an attempt comes too early. */
@Timeout(60)
class HappyEyeballsTest {
    private static final InetSocketAddress A4 = address("10.0.0.1");
    private static final InetSocketAddress B4 = address("10.0.0.2");
    private static final InetSocketAddress C4 = address("10.0.0.3");
    private static final InetSocketAddress A6 = address("2001:db8::1");
    private static final InetSocketAddress B6 = address("2001:db8::2");

    private final Map<InetSocketAddress, Script> scripts = new HashMap<>();

    /** What was done, with the milliseconds since the start. */
    private final List<String> events = new ArrayList<>();

    private AsyncRuntime runtime;
    private Moment start;

    private static InetSocketAddress address(String literal) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), 80);
    }

    /** How an attempt goes: after so many milliseconds it stands, or has failed. */
    private record Script(int millis, boolean fails) {}

    private static final class Connection implements Owned {
        private final InetSocketAddress to;
        private boolean closed;

        Connection(InetSocketAddress to) {
            this.to = to;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final class Attempt implements Future<Connection> {
        private final InetSocketAddress to;
        private final Sleep time;

        Attempt(InetSocketAddress to) {
            this.to = to;
            event("try", to);
            time = Sleep.of(Duration.ofMillis(scripts.get(to).millis));
        }

        @Override
        public Poll<Connection> poll(Context cx) throws IOException {
            if (time.poll(cx).isPending()) {
                return Poll.pending();
            }
            if (scripts.get(to).fails) {
                throw new ConnectException("refused by " + to.getHostString());
            }
            return Poll.ready(new Connection(to));
        }

        @Override
        public boolean cancel(Context cx) {
            event("give up", to);
            time.cancel(cx);
            return true;
        }
    }

    @BeforeEach
    void open() {
        runtime = AsyncRuntime.currentThread().startPaused(true).build();
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    private void event(String what, InetSocketAddress address) {
        long millis = start.elapsed().toMillis();
        events.add(millis + " " + what + " " + address.getAddress().getHostAddress());
    }

    private void connects(InetSocketAddress address, int afterMillis) {
        scripts.put(address, new Script(afterMillis, false));
    }

    private void fails(InetSocketAddress address, int afterMillis) {
        scripts.put(address, new Script(afterMillis, true));
    }

    private void neverAnswers(InetSocketAddress address) {
        connects(address, 1_000_000);
    }

    private Future<Connection> connect(InetSocketAddress... addresses) {
        return new HappyEyeballs<>(List.of(addresses), Attempt::new);
    }

    private InetSocketAddress winner(InetSocketAddress... addresses) throws Exception {
        AsyncBody<InetSocketAddress> body =
                () -> {
                    start = Moment.now();
                    Connection connection = connect(addresses).await();
                    assertThat(connection.closed).isFalse();
                    return connection.to;
                };
        return runtime.blockOn(body);
    }

    @Test
    void theFamiliesTakeTurnsBeginningWithTheFirst() {
        assertThat(HappyEyeballs.interleaved(List.of(A6, B6, A4, B4, C4)))
                .containsExactly(A6, A4, B6, B4, C4);
        assertThat(HappyEyeballs.interleaved(List.of(A4, B4, A6))).containsExactly(A4, A6, B4);
        assertThat(HappyEyeballs.interleaved(List.of(A6, B6))).containsExactly(A6, B6);
    }

    @Test
    void oneThatAnswersInTimeIsTheOnlyOneTried() throws Exception {
        connects(A6, 249);
        assertThat(winner(A6, A4)).isEqualTo(A6);
        assertThat(events).containsExactly("0 try 2001:db8:0:0:0:0:0:1");
    }

    @Test
    void eachHasAHeadStartOfAQuarterOfASecond() throws Exception {
        neverAnswers(A6);
        neverAnswers(A4);
        connects(B4, 10);
        assertThat(winner(A6, A4, B4)).isEqualTo(B4);
        assertThat(events)
                .containsExactly(
                        "0 try 2001:db8:0:0:0:0:0:1",
                        "250 try 10.0.0.1",
                        "500 try 10.0.0.2",
                        "510 give up 2001:db8:0:0:0:0:0:1",
                        "510 give up 10.0.0.1");
    }

    @Test
    void aFirstThatIsLateMayStillWin() throws Exception {
        connects(A4, 300);
        neverAnswers(B4);
        assertThat(winner(A4, B4)).isEqualTo(A4);
        assertThat(events)
                .containsExactly("0 try 10.0.0.1", "250 try 10.0.0.2", "300 give up 10.0.0.2");
    }

    /** And the head start of the next begins anew. */
    @Test
    void aFailureStartsTheNextAtOnce() throws Exception {
        fails(A4, 100);
        neverAnswers(B4);
        connects(C4, 5);
        assertThat(winner(A4, B4, C4)).isEqualTo(C4);
        assertThat(events)
                .containsExactly(
                        "0 try 10.0.0.1",
                        "100 try 10.0.0.2",
                        "350 try 10.0.0.3",
                        "355 give up 10.0.0.2");
    }

    @Test
    void ifAllFailTheirFailuresAreSuppressedInOneThatNamesThem() {
        fails(A4, 400);
        fails(B4, 20);
        fails(A6, 0);
        assertThatThrownBy(() -> winner(A4, B4, A6))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("none of these addresses could be reached")
                .hasMessageContaining("10.0.0.1")
                .hasMessageContaining("10.0.0.2")
                .satisfies(e ->
                        assertThat(e.getSuppressed())
                                .extracting(Throwable::getMessage)
                                .containsExactly(
                                        "refused by " + A6.getHostString(),
                                        "refused by " + B4.getHostString(),
                                        "refused by " + A4.getHostString()));
    }

    @Test
    void theFailureOfASingleAddressIsThrownAsItIs() {
        fails(A4, 1);
        assertThatThrownBy(() -> winner(A4))
                .hasMessage("refused by 10.0.0.1")
                .hasNoSuppressedExceptions();
    }

    @Test
    void cancellingGivesUpAllAttempts() throws Exception {
        neverAnswers(A4);
        neverAnswers(B4);
        runtime.blockOn(() -> {
            start = Moment.now();
            var connect = connect(A4, B4);
            try {
                yamanote.Async.timeout(Duration.ofMillis(260), connect).await();
            } catch (java.util.concurrent.TimeoutException e) {
                assertThat(events)
                        .containsExactly(
                                "0 try 10.0.0.1",
                                "250 try 10.0.0.2",
                                "260 give up 10.0.0.1",
                                "260 give up 10.0.0.2");
                assertThatThrownBy(() -> connect.poll(Context.noop()))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("make a new one");
                return;
            }
            throw new AssertionError("it connected");
        });
    }

    @Test
    void twoThatStandAtOnceAreOneConnection() throws Exception {
        List<Connection> made = new ArrayList<>();
        runtime.blockOn(() -> {
            Connection won =
                    new HappyEyeballs<>(
                                    List.of(A4, B4),
                                    to -> {
                                        var connection = new Connection(to);
                                        made.add(connection);
                                        return new AtTick(connection);
                                    })
                            .await();
            assertThat(won).isSameAs(made.getFirst());
        });
        assertThat(made).hasSize(2);
        assertThat(made.getFirst().closed).isFalse();
        assertThat(made.getLast().closed).isTrue();
    }

    /** Ready at 300 ms; until then it is its attempt that has the connection, and closes it. */
    private static final class AtTick implements Future<Connection> {
        private static final Duration WHEN = Duration.ofMillis(300);

        private final Connection connection;
        private final Sleep sleep;

        AtTick(Connection connection) {
            this.connection = connection;
            long late = connection.to.equals(A4) ? 0 : HappyEyeballs.HEAD_START.toMillis();
            this.sleep = Sleep.of(WHEN.minusMillis(late));
        }

        @Override
        public Poll<Connection> poll(Context cx) {
            return sleep.poll(cx).isReady() ? Poll.ready(connection) : Poll.pending();
        }

        @Override
        public boolean cancel(Context cx) {
            connection.close();
            sleep.cancel(cx);
            return true;
        }
    }

    @Test
    void noAddressesAreMisuse() {
        assertThatThrownBy(() -> TcpStream.connect(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
    }
}
