import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/** Runs the JUnit tests of the classes named, without JUnit's launcher; halts with 1 if one fails. */
final class RunTests {
    private RunTests() {}

    public static void main(String[] names) throws Exception {
        for (String name : names) {
            Class<?> type = Class.forName(name);
            for (Method test : type.getDeclaredMethods()) {
                if (has(test, "Test")) {
                    run(type, test);
                }
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static void run(Class<?> type, Method test) throws Exception {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object instance = constructor.newInstance();
            around(type, instance, "BeforeEach");
            invoke(test, instance);
            around(type, instance, "AfterEach");
        } catch (Throwable thrown) {
            System.out.println(type.getSimpleName() + "." + test.getName() + ": " + thrown.getCause());
            Runtime.getRuntime().halt(1);
        }
    }

    private static void around(Class<?> type, Object instance, String kind) throws Exception {
        for (Method method : type.getDeclaredMethods()) {
            if (has(method, kind) && !Modifier.isStatic(method.getModifiers())) {
                invoke(method, instance);
            }
        }
    }

    private static void invoke(Method method, Object instance) throws Exception {
        method.setAccessible(true);
        method.invoke(instance);
    }

    private static boolean has(Method method, String annotation) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type.getSimpleName().equals(annotation));
    }
}
