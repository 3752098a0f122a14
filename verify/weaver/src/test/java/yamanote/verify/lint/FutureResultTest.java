package yamanote.verify.lint;

import static javax.tools.Diagnostic.Kind.ERROR;

import org.junit.jupiter.api.Test;

/** A body whose result is itself a future. */
class FutureResultTest {
    @Test
    void anExpressionBodyIsAnErrorAtItsExpression() {
        Sample.of(
                        """
                        static void expression() {
                            spawn(() -> /*!futureResult*/get(1));
                            var f = async(() -> get(2)/*!futureResult*/.byRef());
                            log(f);
                        }
                        """)
                .isReportedAs(ERROR)
                .says(
                        "the result of this body is itself a future, of which nothing runs: add"
                                + " .await() to it, or pass the future without a body");
    }

    @Test
    void aBlockBodyIsAnErrorAtItsStart() {
        Sample.of(
                        """
                        static void block() {
                            spawn(/*!futureResult*/() -> {
                                log(get(2).await());
                                return get(1);
                            });
                        }
                        """)
                .isReportedAs(ERROR);
    }

    @Test
    void functionsCountToo() {
        Sample.of(
                        """
                        static void function() {
                            var f = retry((Integer i) -> /*!futureResult*/get(i));
                            log(f);
                        }
                        """)
                .isReportedAs(ERROR);
    }

    @Test
    void aResultThatIsAnyObjectHidesNothing() {
        Sample.of(
                        """
                        static Future<Object> hidden() { return async(() -> /*!futureResult*/get(1)); }
                        """)
                .isReportedAs(ERROR);
    }

    @Test
    void handlesAndPlainSuppliersAreFine() {
        Sample.of(
                        """
                        static void fine() throws Exception {
                            var inner = spawn(() -> spawn(() -> get(1).await()));
                            Callable<Future<Integer>> make = () -> get(1);
                            log(inner);
                            log(make.call());
                            log(spawn(() -> null));
                            log(spawn(() -> { throw new IOException(); }));
                            log(spawn(() -> { while (true) { log(get(1).await()); } }));
                        }
                        """)
                .isMarked();
    }
}
