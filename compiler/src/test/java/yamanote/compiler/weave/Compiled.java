package yamanote.compiler.weave;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Class files of small programs, compiled without the weaver against stand-ins for the core: this
 * module knows the core by name only.
 */
final class Compiled {
    private static final List<String> CORE =
            List.of(
                    "public interface Context {}",
                    "public interface Poll<T> {}",
                    "public interface Future<T> { default T await() throws Exception { return null; } }",
                    "public interface AsyncBody<T> { T run() throws Exception; }",
                    "public interface AsyncAction { void run() throws Exception; }",
                    "public interface AsyncFunction<A, R> { R apply(A a) throws Exception; }",
                    "public interface AsyncConsumer<A> { void accept(A a) throws Exception; }");

    private static final String JAVAC =
            Path.of(System.getProperty("java.home"), "bin", "javac").toString();

    private static final String HEAD =
            "package demo; import java.util.*; import java.io.*; import yamanote.future.*;\n";

    private Compiled() {}

    /** The class files of a program in package {@code demo}, by simple name. */
    static Map<String, byte[]> classes(Path folder, String program) {
        return classes(folder, program, "-g");
    }

    /** Without debug information the compiler merges equal lambdas. */
    static Map<String, byte[]> classesWithoutDebug(Path folder, String program) {
        return classes(folder, program, "-g:none");
    }

    private static Map<String, byte[]> classes(Path folder, String program, String debug) {
        try {
            List<String> command = new ArrayList<>(List.of(JAVAC, "-proc:none", debug, "-d", "."));
            for (String source : CORE) {
                command.add(write(folder, "package yamanote.future; " + source));
            }
            command.add(write(folder, HEAD + program));
            run(folder, command);
            return read(folder.resolve("demo"));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A process of its own: javac within this one would find the weaver on the class path. */
    private static void run(Path folder, List<String> command)
            throws IOException, InterruptedException {
        Process javac =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(javac.getInputStream().readAllBytes(), UTF_8);
        if (javac.waitFor() != 0) {
            throw new AssertionError(output);
        }
    }

    private static String write(Path folder, String source) throws IOException {
        String name = source.split("(class|interface) ", 2)[1].split("[^A-Za-z]", 2)[0] + ".java";
        Files.writeString(folder.resolve(name), source);
        return name;
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                classes.put(name.replace(".class", ""), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    /** Knows the type {@code demo.Own}, a future with an await of its own, and the core. */
    static final Hierarchy HIERARCHY =
            new Hierarchy() {
                @Override
                public boolean isSubtype(String type, String ancestor) {
                    return type.equals(ancestor)
                            || ancestor.equals(CoreNames.FUTURE)
                                    && Arrays.asList("demo/Own", "demo/Sub").contains(type);
                }

                @Override
                public boolean overridesAwait(String type) {
                    return type.equals("demo/Own");
                }
            };
}
