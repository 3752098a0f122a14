package yamanote.verify.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ordinary code, of which nothing is reported. */
class GoodCodeTest {
    private static final String PAGE =
            Sample.HEADER
                    + """
                    public class Page {
                        private final Future<Integer> field = async(() -> get(1).await() + 1);
                        private Future<Integer> later = get(0);
                        private static final AsyncBody<Integer> BODY = () -> get(2).await();
                        private static final Supplier<Future<Integer>> MAKER = () -> get(3);
                        private static final Function<Integer, Future<Integer>> MAP = Library::get;

                        /** A builder. */
                        public static final class Builder {
                            private int n;
                            Builder n(int value) { n = value; return this; }
                            Future<Integer> build() { int m = n; return async(() -> get(m).await()); }
                        }

                        /** An enum with bodies of its own. */
                        public enum Mode {
                            FAST { @Override Future<Integer> go() { return get(1); } },
                            SLOW { @Override Future<Integer> go() { return async(() -> 2); } };
                            abstract Future<Integer> go();
                        }

                        /** A leaf. */
                        public record Leaf(AtomicReference<Waker> waker) implements Future<String> {
                            @Override public Poll<String> poll(Context cx) {
                                waker.set(cx.waker());
                                return Poll.pending();
                            }
                        }

                        Page() {
                            later = get(5);
                            var builder = new Builder();
                            builder.n(4).n(5);
                            later = builder.build();
                            var unused = get(6);
                        }

                        Future<Integer> nested() {
                            return async(() -> {
                                int sum = get(1).await() + field.await() + MAKER.get().await();
                                List<Future<Integer>> all = new ArrayList<>();
                                for (int i = 0; i < 3; i++) { all.add(get(i)); }
                                all.set(0, get(9));
                                for (var one : all) { sum += one.await(); }
                                var inner = async(() -> async(() -> get(7).await()).await());
                                var _ = spawn(() -> { log(get(1).await()); });
                                spawn(get(2));
                                var handle = spawn(() -> inner.await());
                                handle.abort();
                                log(handle.outcome().await());
                                list(sum).forEach(i -> log(MAP.apply(i)));
                                sum += Stream.of(1).map(Library::get).toList().size();
                                return sum;
                            });
                        }

                        private static List<Integer> list(int n) { return List.of(n); }

                        Future<String> selects(Future<Integer> a, Future<String> b) {
                            return async(() -> {
                                String text = switch (select(a, b).await()) {
                                    case Select2.First(var v) when v > 1 -> {
                                        log(get(v).await());
                                        yield "many";
                                    }
                                    case Select2.First(var v) -> "" + get(v).await();
                                    case Select2.Second(var v) -> v;
                                };
                                while (true) {
                                    switch (select(a.byRef(), b.onlyIf(text.isEmpty())).await()) {
                                        case Select2.First(var v) -> log(v);
                                        case Select2.Second(var v) -> { return v; }
                                    }
                                }
                            });
                        }

                        Future<Integer> careful() {
                            return async(() -> {
                                try (var lease = lease().await()) {
                                    synchronized (this) { log(lease); }
                                    return get(1).await();
                                } catch (IOException | IllegalStateException e) {
                                    return -1;
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                } finally {
                                    log(get(2).await());
                                }
                            });
                        }

                        Object takers() {
                            var served = serve(conn -> { log(get(1).await()); log(conn); });
                            var again = retry((Integer i) -> get(i).await());
                            return List.of(served, again, blockOn(async(() -> get(1).await())));
                        }

                        void main() throws Exception {
                            int n = blockOn(nested());
                            log(n);
                            spawnBlocking(() -> { Thread.sleep(5); });
                            BODY.start().cancel(Context.noop());
                            if (BODY.start().poll(Context.noop()) instanceof Poll.Ready(var v)) {
                                log(v);
                            }
                            new Thread(() -> log(1)).start();
                            CompletableFuture.runAsync(() -> log(2));
                        }
                    }
                    """;

    @Test
    void aPageOfItCompilesUnderXlintAllAndWerror() {
        Sample page = Sample.compile(List.of("-Xlint:all", "-Werror"), Map.of("t.Page", PAGE));
        assertThat(page.findings()).isEmpty();
        assertThat(page.classes()).contains("t.Page", "t.Page$Leaf");
    }
}
