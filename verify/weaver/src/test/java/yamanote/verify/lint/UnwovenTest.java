package yamanote.verify.lint;

import static javax.tools.Diagnostic.Kind.WARNING;

import org.junit.jupiter.api.Test;

/** A body that the weaver cannot weave. */
class UnwovenTest {
    @Test
    void aMethodReferenceIsAWarning() {
        Sample.of(
                        """
                        int plain() { return 1; }
                        Object references() {
                            log(serve(/*!unwoven*/Library::log));
                            return async(/*!unwoven*/this::plain);
                        }
                        """)
                .isReportedAs(WARNING)
                .says(
                        "a method reference is not woven and runs on a virtual thread: write a"
                                + " lambda");
    }

    @Test
    void aLambdaForASubtypeIsAWarning() {
        Sample.of(
                        """
                        interface Handler extends AsyncBody<Integer> {}
                        static Handler handler() {
                            return /*!unwoven*/() -> get(1).await();
                        }
                        static Object serializable() {
                            return (AsyncAction & Serializable) /*!unwoven*/() -> log(get(1).await());
                        }
                        """)
                .isReportedAs(WARNING)
                .says(
                        "a lambda for a subtype of an async body is not woven and runs on a virtual"
                                + " thread: use AsyncBody, AsyncAction, AsyncFunction or"
                                + " AsyncConsumer itself");
    }
}
