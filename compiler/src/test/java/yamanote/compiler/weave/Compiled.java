package yamanote.compiler.weave;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

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
        List<JavaFileObject> sources = new ArrayList<>();
        for (String source : CORE) {
            sources.add(source("yamanote/future", "package yamanote.future; " + source));
        }
        sources.add(source("demo", HEAD + program));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter out = new StringWriter();
        List<String> options =
                List.of(
                        "-proc:none",
                        "-processorpath",
                        folder.toString(),
                        debug,
                        "-d",
                        folder.toString());
        if (!compiler.getTask(out, null, null, options, null, sources).call()) {
            throw new AssertionError(out);
        }
        Map<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("demo"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                classes.put(
                        name.substring(0, name.length() - ".class".length()),
                        Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }

    private static JavaFileObject source(String packageName, String text) {
        String[] words = text.split("(class|interface) ", 2)[1].split("[^A-Za-z]", 2);
        URI uri = URI.create("string:///" + packageName + "/" + words[0] + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
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
