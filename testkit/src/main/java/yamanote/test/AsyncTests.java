package yamanote.test;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.Future;

/**
 * Runs async bodies as tests: {@code import static yamanote.test.AsyncTests.*;}.
 *
 * <pre>{@code
 * @Test
 * void retriesThreeTimes() throws Exception {
 *     runTest(TestSettings::paused, () -> {
 *         assertThat(fetchWithRetry().await()).isEqualTo("200 OK");
 *     });
 * }
 * }</pre>
 *
 * <p>Each test has a runtime of its own, made for it and closed after it; the body runs on the
 * calling thread, as in {@code blockOn}. The settings begin with those of {@link AsyncTest}, if the
 * test stands in its scope. Mirrors {@code #[tokio::test]}.
 *
 * <p>A test fails, beyond what its body throws,
 *
 * <ul>
 *   <li>if it takes too long by the real clock: the error names what every task awaits, then the
 *       body is cancelled, and interrupted if it does not react;
 *   <li>if it leaves something behind that is still there a second later: a task, an armed timer, a
 *       blocking job. With a paused clock, time stands still meanwhile;
 *   <li>if a task has failed and nobody has read it.
 * </ul>
 *
 * <p>The seed of the failed run is among what its failure suppresses; {@code
 * -Dyamanote.test.seed=…} runs again with it. On one thread with a paused clock that repeats the
 * run; with several workers only the random choices are the same.
 */
public final class AsyncTests {
    private AsyncTests() {}

    /**
     * Runs {@code body} as a test, and gives its value.
     *
     * @throws Exception what the body threw, the very instance
     * @throws AssertionError for the reasons above
     */
    public static <T extends @Nullable Object> T runTest(Future<? extends T> body)
            throws Exception {
        return runTest(UnaryOperator.identity(), body);
    }

    /** {@link #runTest(Future)} of a body. */
    public static <T extends @Nullable Object> T runTest(AsyncBody<T> body) throws Exception {
        return runTest(body.start());
    }

    /** {@link #runTest(Future)} of an action. */
    public static void runTest(AsyncAction action) throws Exception {
        runTest(action.start());
    }

    /** {@link #runTest(Future)} with settings of its own, as in {@code s -> s.paused().seed(7)}. */
    public static <T extends @Nullable Object> T runTest(
            UnaryOperator<TestSettings> settings, Future<? extends T> body) throws Exception {
        return new TestRun(settings.apply(TestSettings.inScope())).run(body);
    }

    /** {@link #runTest(UnaryOperator, Future)} of a body. */
    public static <T extends @Nullable Object> T runTest(
            UnaryOperator<TestSettings> settings, AsyncBody<T> body) throws Exception {
        return runTest(settings, body.start());
    }

    /** {@link #runTest(UnaryOperator, Future)} of an action. */
    public static void runTest(UnaryOperator<TestSettings> settings, AsyncAction action)
            throws Exception {
        runTest(settings, action.start());
    }
}
