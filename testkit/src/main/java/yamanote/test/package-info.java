/**
 * Tests of asynchronous code. Mirrors {@code tokio-test} and {@code #[tokio::test]}.
 *
 * <ul>
 *   <li>{@link yamanote.test.AsyncTests#runTest runTest}: an async body as a test, on a runtime of
 *       its own: a paused clock on request, a seed that is named when it fails, a timeout that says
 *       what every task awaits, and a check of what the test left behind. {@link
 *       yamanote.test.AsyncTest} sets its defaults for a JUnit class.
 *   <li>{@link yamanote.test.TestTask}: a future polled by hand, without a runtime.
 *   <li>{@link yamanote.test.MockIo} and {@link yamanote.test.MockStream}: a peer and a stream that
 *       follow a script.
 * </ul>
 *
 * <p>Nothing here needs JUnit but the annotation; everything fails with an {@link AssertionError}.
 * A runtime is looked into through one class of the core that is exported to this module only.
 */
package yamanote.test;
