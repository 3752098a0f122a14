package yamanote.verify.lint;

import static javax.tools.Diagnostic.Kind.ERROR;

import org.junit.jupiter.api.Test;

/** Every enclosing declaration may silence a check by its key. */
class SuppressionTest {
    @Test
    void methodsClassesAndVariablesSilence() {
        Sample.of(
                        """
                        @SuppressWarnings("yamanote.unawaited")
                        static void method() { get(1); }

                        @SuppressWarnings({"unused", "yamanote.awaitOutside"})
                        static class Whole {
                            int now() throws Exception { return get(1).await(); }
                        }

                        @SuppressWarnings("yamanote.unawaited")
                        static final Runnable FIELD = () -> get(1);

                        static Object local() {
                            @SuppressWarnings("yamanote.futureResult")
                            var nested = async(() -> get(1));
                            return nested;
                        }

                        static final String KEY = "yamanote.";

                        @SuppressWarnings(KEY + "unwoven")
                        Object constant() { return async(this::hashCode); }
                        """)
                .isMarked();
    }

    @Test
    void aKeySilencesNoOther() {
        Sample.of(
                        """
                        @SuppressWarnings("yamanote.awaitOutside")
                        static void other() { /*!unawaited*/get(1); }

                        static void before() {
                            @SuppressWarnings("yamanote.unawaited") int n = 1;
                            /*!unawaited*/get(n);
                        }
                        """)
                .isReportedAs(ERROR);
    }

    @Test
    void nothingSilencesAnAwaitInSynchronized() {
        Sample.of(
                        """
                        @SuppressWarnings("yamanote.awaitInSynchronized")
                        static Object locked(Object lock) {
                            return async(() -> {
                                synchronized (lock) {
                                    log(get(2)/*!awaitInSynchronized*/.await());
                                }
                            });
                        }
                        """)
                .isReportedAs(ERROR);
    }
}
