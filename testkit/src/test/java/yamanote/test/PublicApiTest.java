package yamanote.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The exported API is what {@code api.txt} says; see the test of this name in the core. */
class PublicApiTest {
    private static final Path GOLDEN = Path.of("api.txt");
    private static final Path CLASSES = Path.of("target/classes/yamanote/test");

    @Test
    void exportedApiIsTheGoldenFile() throws IOException {
        List<String> api = new ArrayList<>();
        try (Stream<Path> files = Files.list(CLASSES)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
                    .map(name -> type("yamanote.test." + name.replace(".class", "")))
                    .filter(PublicApiTest::isExported)
                    .sorted((a, b) -> a.getName().compareTo(b.getName()))
                    .forEach(type -> describe(type, api));
        }
        if (Boolean.getBoolean("api.update")) {
            Files.write(GOLDEN, api);
        }
        assertThat(api).isEqualTo(Files.readAllLines(GOLDEN));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, PublicApiTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static void describe(Class<?> type, List<String> api) {
        api.add(type.toGenericString());
        Stream.of(
                        type.getDeclaredConstructors(),
                        type.getDeclaredMethods(),
                        type.getDeclaredFields())
                .flatMap(Stream::of)
                .map(Member.class::cast)
                .filter(member -> isVisible(member.accessFlags()) && !member.isSynthetic())
                .map(PublicApiTest::text)
                .sorted()
                .forEach(text -> api.add("    " + text));
    }

    private static String text(Member member) {
        return switch (member) {
            case Constructor<?> constructor -> constructor.toGenericString();
            case Method method -> method.toGenericString();
            case Field field -> field.toGenericString();
            default -> throw new AssertionError(member);
        };
    }

    private static boolean isExported(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return isVisible(type.accessFlags())
                && !type.isAnonymousClass()
                && (outer == null || isExported(outer));
    }

    private static boolean isVisible(Set<AccessFlag> flags) {
        return flags.contains(AccessFlag.PUBLIC) || flags.contains(AccessFlag.PROTECTED);
    }
}
