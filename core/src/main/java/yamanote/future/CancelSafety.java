package yamanote.future;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What is lost if the future that this method returns is cancelled before it has ended, as the
 * losers of {@code select} and what runs into a {@code timeout} are. On a type: if such a future
 * is.
 *
 * <p>The compiler warns of an operation that {@link Loss#LOSES_DATA loses data} as a branch of
 * {@code select} or under a {@code timeout}. Mark your own:
 *
 * <pre>{@code
 * @CancelSafety(LOSES_DATA)
 * Future<Frame> readFrame() { … }
 * }</pre>
 *
 * <p>A method that takes a future, or a body, and gives a future around it loses what that one
 * loses, and carries no mark.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface CancelSafety {
    /** What is lost. */
    Loss value();

    /** What to do instead of cancelling it, as a clause; for the compiler's warning. */
    String instead() default "";

    /** The three classes. */
    enum Loss {
        /** Called again it goes on as if nothing had happened: Tokio's "cancel safe". */
        NOTHING_LOST,

        /** The place in a queue, and nothing else: called again it waits behind the others. */
        LOSES_PLACE,

        /**
         * Something has happened by halves or is gone: bytes that were read, part of what was to be
         * written, a message. Who cancels it has to know how to go on.
         */
        LOSES_DATA
    }
}
