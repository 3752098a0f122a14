package yamanote.verify.lint;

import static javax.tools.Diagnostic.Kind.WARNING;

import org.junit.jupiter.api.Test;

/** A catch around an await that keeps the CancelledError. */
class SwallowedCancelTest {
    @Test
    void catchingWhatACancellationIsIsAWarning() {
        for (String type : new String[] {"Throwable", "Error", "CancelledError"}) {
            Sample.of(body("catch (" + type + " /*!swallowedCancel*/t) { log(t); }"))
                    .isReportedAs(WARNING)
                    .says(
                            "this catch swallows the cancellation of its body: throw it on, or catch"
                                    + " Exception, which a cancellation is not");
        }
    }

    @Test
    void unionsCount() {
        Sample.of(body("catch (IOException | Error /*!swallowedCancel*/t) { log(t); }"))
                .isReportedAs(WARNING);
    }

    @Test
    void wrappingIsNoRethrow() {
        Sample.of(body("catch (Throwable /*!swallowedCancel*/t) { throw new Error(t); }"))
                .isReportedAs(WARNING);
    }

    @Test
    void aThrowInAnotherLambdaIsNoRethrow() {
        Sample.of(
                        body(
                                """
                                catch (Error /*!swallowedCancel*/t) {
                                    Runnable other = () -> { throw t; };
                                    log(other);
                                }
                                """))
                .isReportedAs(WARNING);
    }

    @Test
    void rethrowingIsFine() {
        Sample.of(body("catch (Throwable t) { log(t); throw t; }")).isMarked();
        Sample.of(
                        body(
                                """
                                catch (Throwable t) {
                                    if (t instanceof CancelledError cancelled) {
                                        throw cancelled;
                                    }
                                    log(t);
                                }
                                """))
                .isMarked();
    }

    @Test
    void anEarlierClauseThatRethrowsIsFine() {
        Sample.of(
                        body(
                                """
                                catch (CancelledError e) { throw e; }
                                catch (Throwable t) { log(t); }
                                """))
                .isMarked();
    }

    @Test
    void exceptionsAreNoCancellations() {
        Sample.of(body("catch (Exception e) { log(e); }")).isMarked();
    }

    @Test
    void aTryWithoutAnAwaitIsFine() {
        Sample.of(
                        """
                        static Object none() {
                            return async(() -> {
                                try {
                                    log(spawn(() -> get(1).await()));
                                } catch (Throwable t) {
                                    log(t);
                                }
                                log(get(1).await());
                            });
                        }
                        """)
                .isMarked();
    }

    @Test
    void anAwaitedCloseIsAnAwait() {
        Sample.of(
                        """
                        static Lease pass(Lease lease) { return lease; }
                        static Object closing(Lease held) {
                            return async(() -> {
                                try (held) {
                                    log(held);
                                } catch (Throwable /*!swallowedCancel*/t) {
                                    log(t);
                                }
                                try (var l = pass(held)) {
                                    log(l);
                                } catch (Throwable /*!swallowedCancel*/t) {
                                    log(t);
                                }
                            });
                        }
                        """)
                .isReportedAs(WARNING);
    }

    private static String body(String clauses) {
        return """
        static Object body() {
            return async(() -> {
                try {
                    if (get(1).await() == 1) { throw new IOException(); }
                }
                CLAUSES
            });
        }
        """
                .replace("CLAUSES", clauses);
    }
}
