package yamanote.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.future.Unwoven.unwoven;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import yamanote.internal.util.Ambient;

@SuppressWarnings("yamanote.awaitOutside") // what is tested here
class UnwovenBodyTest {
    private final List<String> log = new ArrayList<>();
    private final Hand cx = new Hand();

    @Test
    void nothingRunsBeforeTheFirstPoll() throws Exception {
        Future<Integer> future =
                unwoven(() -> {
                    log.add("body");
                    return 1;
                });

        assertThat(log).isEmpty();
        assertThat(Hand.value(future, cx)).isEqualTo(1);
        assertThat(log).containsExactly("body");
    }

    @Test
    void suspendsWhereTheAwaitedFutureIsPendingAndGoesOnThere() throws Exception {
        Leaf<Integer> a = new Leaf<>("a", log);
        Leaf<Integer> b = new Leaf<>("b", log);
        Future<Integer> future =
                unwoven(() -> {
                    log.add("start");
                    int x = a.await();
                    log.add("between");
                    return x + b.await();
                });

        assertThat(future.poll(cx).isPending()).isTrue();
        log.add("poller");
        a.complete(1);
        assertThat(cx.wakes).isEqualTo(1);
        assertThat(future.poll(cx).isPending()).isTrue();
        log.add("poller");
        b.complete(2);

        assertThat(Hand.value(future, cx)).isEqualTo(3);
        assertThat(log)
                .containsExactly(
                        "start", "poll a", "poller", "poll a", "between", "poll b", "poller",
                        "poll b");
    }

    @Test
    void bodiesNest() throws Exception {
        Leaf<String> leaf = new Leaf<>("leaf");
        Future<String> future =
                unwoven(() -> unwoven(() -> unwoven(leaf::await).await() + "b").await() + "c");

        assertThat(future.poll(cx).isPending()).isTrue();
        leaf.complete("a");

        assertThat(Hand.value(future, cx)).isEqualTo("abc");
    }

    @Test
    void actionsFunctionsAndConsumersRunToo() throws Exception {
        AsyncAction action =
                new AsyncAction() {
                    @Override
                    public void run() {
                        log.add("action");
                    }
                };
        AsyncFunction<Integer, Integer> twice =
                new AsyncFunction<>() {
                    @Override
                    public Integer apply(Integer n) {
                        return 2 * n;
                    }
                };
        AsyncConsumer<String> consumer =
                new AsyncConsumer<>() {
                    @Override
                    public void accept(String s) {
                        log.add(s);
                    }
                };

        assertThat(Hand.value(action.start(), cx)).isNull();
        assertThat(Hand.value(twice.start(21), cx)).isEqualTo(42);
        assertThat(Hand.value(consumer.start("consumer"), cx)).isNull();
        assertThat(log).containsExactly("action", "consumer");
    }

    @Test
    void exceptionsKeepTheirIdentityAndTheLineOfTheAwait() {
        IOException gone = new IOException("gone");
        int[] line = new int[1];
        Future<Integer> future =
                unwoven(() -> {
                    Future<Integer> failing =
                            c -> {
                                throw (IOException) gone.fillInStackTrace();
                            };
                    line[0] =
                            StackWalker.getInstance()
                                    .walk(f -> f.findFirst())
                                    .get()
                                    .getLineNumber();
                    return failing.await();
                });

        assertThatThrownBy(() -> future.poll(cx))
                .isSameAs(gone)
                .satisfies(t ->
                        assertThat(t.getStackTrace())
                                .anySatisfy(frame -> {
                                    assertThat(frame.getFileName())
                                            .isEqualTo("UnwovenBodyTest.java");
                                    assertThat(frame.getLineNumber())
                                            .isBetween(line[0] + 1, line[0] + 4);
                                }));
    }

    @Test
    void theBodyCatchesWhatTheAwaitedFutureThrows() throws Exception {
        Leaf<Integer> leaf = new Leaf<>("leaf");
        Future<String> future =
                unwoven(() -> {
                    try {
                        return "got " + leaf.await();
                    } catch (IOException e) {
                        return "caught " + e.getMessage();
                    }
                });

        assertThat(future.poll(cx).isPending()).isTrue();
        leaf.fail(new IOException("gone"));

        assertThat(Hand.value(future, cx)).isEqualTo("caught gone");
    }

    @Test
    void pollAfterTheEndThrows() throws Exception {
        Future<Integer> ready = unwoven(() -> 1);
        Future<Integer> failed =
                unwoven(() -> {
                    throw new IOException("gone");
                });
        Hand.value(ready, cx);
        assertThatThrownBy(() -> failed.poll(cx)).isInstanceOf(IOException.class);

        assertThatThrownBy(() -> ready.poll(cx)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> failed.poll(cx)).isInstanceOf(IllegalStateException.class);
        assertThat(ready.cancel(cx)).isTrue();
    }

    @Test
    void pollByItselfThrows() {
        AtomicReference<Future<Integer>> self = new AtomicReference<>();
        self.set(unwoven(() -> self.get().await()));

        assertThatThrownBy(() -> self.get().poll(cx))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("polled by itself");
    }

    @Test
    void awaitInThePollOfAHandWrittenFutureThrows() {
        Leaf<Integer> leaf = new Leaf<>("leaf");
        Future<Integer> blocking = c -> Poll.ready(leaf.await());
        Future<Integer> future = unwoven(blocking::await);

        assertThatThrownBy(() -> future.poll(cx))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("would block");
    }

    @Test
    void whatThePollerIsInsideOfFollowsTheBody() throws Exception {
        Leaf<Integer> leaf = new Leaf<>("leaf");
        List<Object> seen = new ArrayList<>();
        Future<Integer> future =
                unwoven(() -> {
                    seen.add(String.valueOf(Ambient.get()));
                    leaf.await();
                    seen.add(String.valueOf(Ambient.get()));
                    return 1;
                });

        Ambient.swap("first");
        try {
            assertThat(future.poll(cx).isPending()).isTrue();
            Ambient.swap("second");
            leaf.complete(1);
            Hand.value(future, cx);
        } finally {
            Ambient.swap(null);
        }

        assertThat(seen).containsExactly("first", "second");
    }

    @Test
    void anInterruptIsKeptOnTheSideItWasMeantFor() throws Exception {
        Leaf<Integer> leaf = new Leaf<>("leaf");
        boolean[] body = new boolean[2];
        Future<Integer> future =
                unwoven(() -> {
                    body[0] = Thread.currentThread().isInterrupted();
                    Thread.currentThread().interrupt();
                    leaf.await();
                    body[1] = Thread.interrupted();
                    return 1;
                });

        Thread.currentThread().interrupt();
        assertThat(future.poll(cx).isPending()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        leaf.complete(1);
        Hand.value(future, cx);

        assertThat(body).containsExactly(false, true);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void abandonedBodiesHoldNoPlatformThread() throws Exception {
        int before = Thread.getAllStackTraces().size();
        for (int i = 0; i < 2_000; i++) {
            Leaf<Integer> leaf = new Leaf<>("leaf");
            assertThat(unwoven(leaf::await).poll(cx).isPending()).isTrue();
        }

        // Carriers are as many as processors, whatever the number of bodies.
        assertThat(Thread.getAllStackTraces().size() - before).isLessThan(100);
    }

    @Test
    void eachClassIsWarnedAboutOnceWithTheMend() {
        assertThat(UnwovenWarning.firstWarning(new WarnedAbout()))
                .contains(WarnedAbout.class.getName(), "yamanote-compiler", "processor path");
        assertThat(UnwovenWarning.firstWarning(new WarnedAbout())).isNull();
    }

    @Test
    void requireWovenMakesAnUnwovenBodyAnError() {
        System.setProperty("yamanote.requireWoven", "true");
        try {
            assertThatThrownBy(() -> new WarnedAbout().start())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("yamanote-compiler");
        } finally {
            System.clearProperty("yamanote.requireWoven");
        }
    }

    private static final class WarnedAbout implements AsyncBody<Integer> {
        @Override
        public Integer run() {
            return 1;
        }
    }
}
