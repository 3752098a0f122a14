package yamanote.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sets how {@code runTest} runs in the JUnit tests of a class, its nested classes included, or in
 * one of its methods, which then says everything anew. What the test itself says comes last.
 *
 * <pre>{@code
 * @AsyncTest(paused = true)
 * class RetryTest {
 *     @Test
 *     void givesUp() throws Exception {
 *         runTest(() -> { … });
 *     }
 * }
 * }</pre>
 *
 * <p>It reaches the thread that runs the test, set-up and tear-down, not threads that these start.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(AsyncTestExtension.class)
public @interface AsyncTest {
    /** A new seed for each test. */
    long NEW_SEED = 0;

    /** See {@link TestSettings#paused()}. */
    boolean paused() default false;

    /** See {@link TestSettings#workers}; 0: see {@link TestSettings#currentThread}. */
    int workers() default 0;

    /** See {@link TestSettings#seed}. */
    long seed() default NEW_SEED;

    /** See {@link TestSettings#timeout}; in {@link #unit()}s. */
    long timeout() default 30;

    /** Of the {@link #timeout()}. */
    TimeUnit unit() default TimeUnit.SECONDS;

    /** See {@link TestSettings#allowLeaks}. */
    boolean allowLeaks() default false;
}
