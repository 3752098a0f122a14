package yamanote.verify.probe;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import yamanote.future.Future;

/** Finds programs: static methods from an {@link Env} to a future, in the order of their names. */
public final class Programs {
    private Programs() {}

    /** A program and the name it goes by. */
    public record Named(String name, Program program) {}

    /** All programs that {@code family} declares. */
    public static List<Named> of(Class<?> family) {
        var found = new ArrayList<Named>();
        for (Method method : family.getDeclaredMethods()) {
            if (isProgram(method)) {
                method.setAccessible(true);
                String name = family.getSimpleName() + "." + method.getName();
                found.add(new Named(name, env -> invoke(method, env)));
            }
        }
        found.sort(Comparator.comparing(Named::name));
        return found;
    }

    private static boolean isProgram(Method method) {
        return Modifier.isStatic(method.getModifiers())
                && !Modifier.isPrivate(method.getModifiers())
                && !method.isSynthetic()
                && method.getReturnType() == Future.class
                && Arrays.equals(method.getParameterTypes(), new Class<?>[] {Env.class});
    }

    private static Future<?> invoke(Method method, Env env) throws Exception {
        try {
            return (Future<?>) method.invoke(null, env);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
