package yamanote.woven;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a class whose bodies have been woven, so that the agent leaves it alone. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Woven {
    /** The {@link WeaverContract#VERSION} of the weaver. */
    int contract();
}
