package yamanote.verify.lint;

import static javax.tools.Diagnostic.Kind.ERROR;
import static javax.tools.Diagnostic.Kind.WARNING;

import org.junit.jupiter.api.Test;

/** An await in synchronized, or outside of any body. */
class AwaitPlaceTest {
    @Test
    void anAwaitInSynchronizedIsAnError() {
        Sample.of(
                        """
                        static Future<Integer> locked(Future<Object> lock) {
                            return async(() -> {
                                int before = get(1).await();
                                synchronized (lock.await()) {
                                    if (before > 0) {
                                        return get(2)/*!awaitInSynchronized*/.await();
                                    }
                                }
                                return get(3).await();
                            });
                        }
                        """)
                .isReportedAs(ERROR)
                .says(
                        "await in synchronized would suspend with the monitor held: use"
                                + " yamanote.sync.Mutex, or await before or after the block");
    }

    @Test
    void anAwaitedCloseInSynchronizedIsAnError() {
        Sample.of(
                        """
                        static Object closing(Object lock, Lease held) {
                            return async(() -> {
                                synchronized (lock) {
                                    try (/*!awaitInSynchronized*/held) { log(1); }
                                    held/*!awaitInSynchronized*/.close();
                                }
                                held.close();
                                try (held) { synchronized (lock) { log(2); } }
                            });
                        }
                        """)
                .isReportedAs(ERROR);
    }

    @Test
    void aBodyThatIsOnlyMadeInSynchronizedIsFine() {
        Sample.of(
                        """
                        static Future<Integer> made(Object lock) {
                            synchronized (lock) {
                                return async(() -> get(1).await());
                            }
                        }
                        """)
                .isMarked();
    }

    @Test
    void anAwaitInAMethodIsAWarning() {
        Sample.of(
                        """
                        static int method() throws Exception {
                            return get(1)/*!awaitOutside*/.await();
                        }
                        static Future<Object> anonymous() {
                            return async(() -> new Object() {
                                int inner() throws Exception {
                                    return get(1)/*!awaitOutside*/.await();
                                }
                            });
                        }
                        """)
                .isReportedAs(WARNING)
                .says(
                        "await outside of an async body blocks a virtual thread and throws on any"
                                + " other: put the code into async(() -> ...), or hand the future to"
                                + " blockOn(...)");
    }

    @Test
    void anAwaitInAPlainLambdaIsAWarning() {
        Sample.of(
                        """
                        static Future<Integer> nested(Callable<Integer>[] out) {
                            Callable<Integer> field = () -> get(1)/*!awaitOutside*/.await();
                            return async(() -> {
                                out[0] = () -> get(2)/*!awaitOutside*/.await();
                                return field.call();
                            });
                        }
                        static JoinHandle<?> blocking() {
                            return spawnBlocking(() -> { log(get(1)/*!awaitOutside*/.await()); });
                        }
                        """)
                .isReportedAs(WARNING)
                .says(
                        "this lambda is no async body, so await blocks a virtual thread and throws"
                                + " on any other: await in the body itself, or pass the lambda as an"
                                + " AsyncBody");
    }

    @Test
    void anUnqualifiedAwaitCounts() {
        Sample.of(
                        """
                        static abstract class Own implements Future<String> {
                            String now() throws Exception { return /*!awaitOutside*/await(); }
                        }
                        """)
                .isReportedAs(WARNING);
    }

    @Test
    void otherMethodsOfTheNameAreNoAwaits() {
        Sample.of(
                        """
                        static void latch(CountDownLatch latch, Condition condition)
                                throws Exception {
                            latch.await();
                            condition.await();
                        }
                        """)
                .isMarked();
    }
}
