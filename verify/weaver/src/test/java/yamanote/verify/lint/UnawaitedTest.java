package yamanote.verify.lint;

import static javax.tools.Diagnostic.Kind.ERROR;

import org.junit.jupiter.api.Test;

/** A future that is made and never awaited. */
class UnawaitedTest {
    @Test
    void aCallAsStatementIsAnError() {
        Sample.of(
                        """
                        static Future<Integer> work() {
                            return async(() -> {
                                /*!unawaited*/get(1);
                                return get(2).await();
                            });
                        }
                        """)
                .isReportedAs(ERROR)
                .says(
                        "this future is never awaited, so nothing of it runs: await it in an async"
                                + " body, or spawn(...) it");
    }

    @Test
    void theCaretStandsAtTheLastCallOfAChain() {
        Sample.of(
                        """
                        static void chain(Future<Integer> f) {
                            f.byRef()/*!unawaited*/.onlyIf(true);
                            Sample/*!unawaited*/.work();
                            (f)/*!unawaited*/.pinned();
                        }
                        static Future<Integer> work() { return get(0); }
                        """)
                .isReportedAs(ERROR);
    }

    @Test
    void aNewAsStatementIsAnError() {
        Sample.of(
                        """
                        static void make() {
                            /*!unawaited*/new Local<String>(1);
                            new Local<String>(1)/*!unawaited*/.byRef();
                            /*!unawaited*/new Future<String>() {
                                @Override public Poll<String> poll(Context cx) {
                                    return Poll.ready("");
                                }
                            };
                        }
                        """)
                .isReportedAs(ERROR);
    }

    @Test
    void aNewSaysThatItIsDropped() {
        Sample.of("static void make() { /*!unawaited*/new Local<String>(1); }")
                .isReportedAs(ERROR)
                .says(
                        "this new future is dropped, so nothing of it runs: await it in an async"
                                + " body, or spawn(...) it");
    }

    @Test
    void aLambdaThatDropsItsValueIsAnError() {
        Sample.of(
                        """
                        static final Runnable FIELD = () -> /*!unawaited*/get(4);
                        static void lambdas(List<Integer> list) {
                            spawnAction(() -> /*!unawaited*/get(4));
                            spawnBlocking(() -> /*!unawaited*/new Local<String>(1));
                            BlockingAction named = () -> MAKER.get()/*!unawaited*/.byRef();
                            list.forEach(i -> /*!unawaited*/get(i));
                            AsyncConsumer<Integer> each = i -> /*!unawaited*/get(i);
                            log(named);
                            log(each);
                        }
                        static final Supplier<Future<Integer>> MAKER = () -> get(1);
                        """)
                .isReportedAs(ERROR)
                .says(
                        "this lambda drops its future, so nothing of it runs: await it in an async"
                                + " body, or spawn(...) it");
    }

    @Test
    void aMethodReferenceThatDropsItsValueIsAnError() {
        Sample.of(
                        """
                        static void references(List<Integer> list) {
                            list.forEach(/*!unawaited*/Library::get);
                            Consumer<Integer> make = /*!unawaited*/Local<String>::new;
                            list.forEach(make);
                        }
                        """)
                .isReportedAs(ERROR)
                .says(
                        "this method reference drops its future, so nothing of it runs: await it in"
                                + " an async body, or spawn(...) it");
    }

    @Test
    void statementsOfLoopsAndArmsCount() {
        Sample.of(
                        """
                        static void places(int n) {
                            for (/*!unawaited*/get(0); n > 0; /*!unawaited*/get(1)) { log(n); }
                            switch (n) {
                                case 1 -> /*!unawaited*/get(2);
                                default -> log(n);
                            }
                            if (n > 1) /*!unawaited*/get(3);
                        }
                        """)
                .isReportedAs(ERROR);
    }

    @Test
    void aFutureOfAFutureMustBeAwaitedTwice() {
        Sample.of(
                        """
                        static Future<String> twice(Future<Future<Integer>> f) {
                            return async(() -> {
                                f/*!unawaited*/.await();
                                return "";
                            });
                        }
                        static <F extends Future<String>> void bounded(F f, Supplier<F> s) {
                            s.get();
                            /*!unawaited*/get(1);
                        }
                        """)
                .isReportedAs(ERROR);
    }

    @Test
    void whatAnotherMadeMayBeDropped() {
        Sample.of(
                        """
                        static void containers(
                                Map<String, Future<Integer>> map, Deque<Future<Integer>> deque) {
                            map.put("a", get(1));
                            map.remove("a");
                            deque.removeFirst();
                            Objects.requireNonNull(deque.peek());
                            Runnable drop = () -> map.remove("a");
                            deque.forEach(deque::add);
                            drop.run();
                        }
                        """)
                .isMarked();
    }

    @Test
    void aFluentMethodDropsNoMoreThanItsReceiver() {
        Sample.of(
                        """
                        static class Leaf implements Future<Integer> {
                            static Leaf of() { return new Leaf(); }
                            Leaf ready(int i) { log(i); return this; }
                            void twice() { ready(1).ready(2); }
                            @Override public Poll<Integer> poll(Context cx) { return Poll.pending(); }
                        }
                        interface Stage extends Future<Integer> { Stage retried(); }
                        static void fluent(Leaf leaf, List<Integer> list, Stage stage) {
                            stage/*!unawaited*/.retried();
                            leaf.ready(1);
                            leaf.ready(2).ready(3);
                            list.forEach(i -> leaf.ready(i));
                            list.forEach(leaf::ready);
                            leaf.ready(4)/*!unawaited*/.byRef();
                            Leaf/*!unawaited*/.of();
                            Leaf.of()/*!unawaited*/.ready(5);
                            new Leaf().ready(6)/*!unawaited*/.ready(7);
                        }
                        """)
                .isReportedAs(ERROR);
    }

    @Test
    void assertionsMayDropWhatShouldNotBeMade() {
        Sample.of(
                        """
                        interface Executable { void execute() throws Throwable; }
                        static void assertThrows(Executable executable) { log(executable); }
                        static void misuse() {
                            assertThrows(() -> get(-1));
                            assertThrows(() -> new Local<String>(-1));
                            Supplier<Future<Integer>> make = () -> get(-1);
                            assertThrows(make::get);
                        }
                        """)
                .isMarked();
    }

    @Test
    void eagerFuturesMayBeDropped() {
        Sample.of(
                        """
                        interface Named extends JoinHandle<String> {}
                        static Named named() { throw new AssertionError(); }
                        static void eager(JoinHandle<Integer> handle) {
                            spawn(() -> get(1).await());
                            named();
                            handle.abort();
                            handle/*!unawaited*/.outcome();
                            Runnable again = () -> spawn(get(1));
                            again.run();
                        }
                        """)
                .isReportedAs(ERROR);
    }
}
