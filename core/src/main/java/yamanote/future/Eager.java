package yamanote.future;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a type of {@link Future} that runs by itself; dropping it is no mistake. The compiler's
 * checks {@code yamanote.unawaited} and {@code yamanote.futureResult} leave it and its subtypes
 * alone.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Eager {}
