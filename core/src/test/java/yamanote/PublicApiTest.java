package yamanote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The exported API is what {@code api.txt} says. After an intended change run with {@code
 * -Dapi.update=true} and add a line to the changelog.
 */
class PublicApiTest {
    private static final Path GOLDEN = Path.of("api.txt");

    @Test
    void exportedApiIsTheGoldenFile() throws Exception {
        List<String> api = exportedApi();
        if (Boolean.getBoolean("api.update")) {
            Files.write(GOLDEN, api);
        }
        List<String> golden = Files.readAllLines(GOLDEN);
        assertThat(minus(api, golden)).as("exported, but not in api.txt").isEmpty();
        assertThat(minus(golden, api)).as("in api.txt, but not exported").isEmpty();
        assertThat(api.equals(golden)).as("api.txt is in order").isTrue();
    }

    private static List<String> minus(List<String> from, List<String> what) {
        List<String> rest = new ArrayList<>(from);
        rest.removeAll(new HashSet<>(what));
        return rest;
    }

    private static List<String> exportedApi() throws IOException, ClassNotFoundException {
        Module core = Async.class.getModule();
        assertThat(core.isNamed()).as("runs on the module path").isTrue();
        List<String> api = new ArrayList<>();
        List<String> packages =
                core.getDescriptor().exports().stream()
                        .filter(e -> !e.isQualified())
                        .map(Exports::source)
                        .sorted()
                        .toList();
        for (String name : packages) {
            Path folder = Path.of("target/classes", name.split("\\."));
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    String simple = file.getFileName().toString();
                    if (simple.endsWith(".class") && !simple.equals("package-info.class")) {
                        describe(
                                Class.forName(name + "." + simple.replaceFirst("\\.class$", "")),
                                api);
                    }
                }
            }
        }
        return api;
    }

    private static void describe(Class<?> type, List<String> api) {
        if (!isExported(type)) {
            return;
        }
        api.add(type.toGenericString());
        List<String> members = new ArrayList<>();
        for (Executable e : type.getDeclaredConstructors()) {
            add(e, e.toGenericString(), members);
        }
        for (Class<?> c = type; c != null; c = baseThatIsHidden(c)) {
            for (Method m : c.getDeclaredMethods()) {
                add(
                        m,
                        m.toGenericString().replace(c.getName() + ".", type.getName() + "."),
                        members);
            }
        }
        for (Field f : type.getDeclaredFields()) {
            add(f, f.toGenericString(), members);
        }
        members.sort(null);
        members.forEach(m -> api.add("    " + m));
    }

    /** The superclass, if its public methods can be seen through the subclass only. */
    private static @Nullable Class<?> baseThatIsHidden(Class<?> type) {
        Class<?> base = type.getSuperclass();
        boolean hidden =
                base != null
                        && base.getPackage() == type.getPackage()
                        && !visible(base.getModifiers());
        return hidden ? base : null;
    }

    private static boolean isExported(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
            if (!visible(c.getModifiers())) {
                return false;
            }
        }
        return !type.isAnonymousClass() && !type.isSynthetic();
    }

    private static void add(Member member, String text, List<String> members) {
        if (visible(member.getModifiers()) && !member.isSynthetic()) {
            members.add(text);
        }
    }

    private static boolean visible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
