package yamanote.verify.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import yamanote.compiler.lint.Lints;
import yamanote.future.Future;

/** One source, compiled in process with the checks on: what they found and what was generated. */
record Sample(String source, List<Sample.Finding> findings, List<String> classes) {
    private static final Pattern MARK = Pattern.compile("/\\*!(\\w+)\\*/");
    private static final Pattern TEXT = Pattern.compile("(?s)(.*) \\[yamanote\\.(\\w+)]");

    /** One diagnostic of any origin; the key is that of our own ones, else javac's code. */
    record Finding(Diagnostic.Kind kind, long line, long column, String key, String message) {
        private static Finding of(Diagnostic<? extends JavaFileObject> diagnostic) {
            String text = diagnostic.getMessage(null);
            Matcher ours = TEXT.matcher(text);
            boolean isOurs = ours.matches();
            return new Finding(
                    diagnostic.getKind(),
                    diagnostic.getLineNumber(),
                    diagnostic.getColumnNumber(),
                    isOurs ? ours.group(2) : diagnostic.getCode(),
                    isOurs ? ours.group(1) : text);
        }

        private String where() {
            return line + ":" + column + " " + key;
        }
    }

    /** The body of a class {@code Sample} that sees {@link #LIBRARY}. */
    static Sample of(String members) {
        return compile(
                List.of("-Xlint:all"),
                Map.of("t.Sample", HEADER + "class Sample {\n" + members + "\n}\n"));
    }

    /** Compiles whole sources; the findings of all of them count. */
    static Sample compile(List<String> options, Map<String, String> sources) {
        return compile(classPath(), options, sources);
    }

    static Sample compile(String classPath, List<String> options, Map<String, String> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var arguments = new ArrayList<>(List.of("-proc:none", "-cp", classPath));
        arguments.addAll(options);
        var all = new TreeMap<>(sources);
        if (!classPath.isEmpty()) {
            all.putAll(LIBRARY);
        }
        try (var files = new Memory(compiler.getStandardFileManager(diagnostics, null, null))) {
            var units = all.entrySet().stream().map(one -> text(one.getKey(), one.getValue()));
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null, files, diagnostics, arguments, null, units.toList());
            Lints.install(task);
            task.call();
            var findings = diagnostics.getDiagnostics().stream().map(Finding::of).toList();
            return new Sample(String.join("", sources.values()), findings, files.written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The findings are exactly those that the source marks, all of this kind. */
    Sample isReportedAs(Diagnostic.Kind kind) {
        assertThat(findings).isNotEmpty().allMatch(finding -> finding.kind() == kind);
        return isMarked();
    }

    /** The findings are exactly those that the source marks. */
    Sample isMarked() {
        assertThat(findings)
                .extracting(Finding::where)
                .containsExactlyInAnyOrderElementsOf(marks(source));
        return this;
    }

    void says(String message) {
        assertThat(findings).extracting(Finding::message).containsOnly(message);
    }

    private static List<String> marks(String source) {
        return MARK.matcher(source)
                .results()
                .map(mark -> {
                    String before = source.substring(0, mark.end());
                    long line = before.chars().filter(c -> c == '\n').count() + 1;
                    int column = before.length() - before.lastIndexOf('\n');
                    return line + ":" + column + " " + mark.group(1);
                })
                .toList();
    }

    static String classPath() {
        return Stream.of(Future.class, Nullable.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())).toString())
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static JavaFileObject text(String name, String source) {
        URI uri = URI.create("memory:///" + name.replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    /** Keeps the names of the classes that javac writes, not their bytes. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        final List<String> written = new ArrayList<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        /** Hides the plugin on the class path of this test: only the checks are under test. */
        @Override
        public ClassLoader getClassLoader(Location location) {
            return ClassLoader.getPlatformClassLoader();
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location,
                String className,
                JavaFileObject.Kind kind,
                @Nullable FileObject sibling) {
            written.add(className);
            return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return OutputStream.nullOutputStream();
                }
            };
        }
    }

    static final String HEADER =
            """
            package t;
            import module java.base;
            import yamanote.future.*;
            import yamanote.future.Future;
            import static yamanote.Async.async;
            import static t.Library.*;
            """;

    /** What samples call: stand-ins for the parts of the core that make and take futures. */
    private static final Map<String, String> LIBRARY =
            Map.of(
                    "t.Library",
                    """
                    package t;
                    import java.time.Duration;
                    import java.util.concurrent.Callable;
                    import org.jspecify.annotations.Nullable;
                    import yamanote.future.*;
                    public final class Library {
                        private Library() {}
                        @Eager public interface JoinHandle<T extends @Nullable Object>
                                extends Future<T> {
                            void abort();
                            Future<String> outcome();
                        }
                        public static final class Local<T> implements Future<T> {
                            public Local(int i) {}
                            @Override public Poll<T> poll(Context cx) { return Poll.pending(); }
                        }
                        public interface Lease extends AsyncCloseable {}
                        public static Future<Integer> get(int i) { return new Local<>(i); }
                        public static Future<Lease> lease() { return new Local<>(0); }
                        public static void log(@Nullable Object o) {}
                        public static <T extends @Nullable Object> JoinHandle<T> spawn(
                                AsyncBody<T> body) { throw new AssertionError(); }
                        public static JoinHandle<@Nullable Void> spawn(AsyncAction body) {
                            throw new AssertionError(); }
                        public static <T extends @Nullable Object> JoinHandle<T> spawn(
                                Future<? extends T> future) { throw new AssertionError(); }
                        public static JoinHandle<@Nullable Void> spawnAction(AsyncAction action) {
                            throw new AssertionError(); }
                        public static JoinHandle<@Nullable Void> spawnBlocking(
                                BlockingAction action) { throw new AssertionError(); }
                        public static <A, R> Future<R> retry(AsyncFunction<A, R> function) {
                            return new Local<>(0); }
                        public static <A> Future<@Nullable Void> serve(AsyncConsumer<A> handler) {
                            throw new AssertionError(); }
                        public static <T> T blockOn(Future<? extends T> future) {
                            throw new AssertionError(); }
                        public static <A, B> Future<Select2<A, B>> select(
                                Future<? extends A> a, Future<? extends B> b) {
                            return new Local<>(0); }
                    }
                    """,
                    "yamanote.future.Select2",
                    """
                    package yamanote.future;
                    public sealed interface Select2<A, B> {
                        record First<A, B>(A value) implements Select2<A, B> {}
                        record Second<A, B>(B value) implements Select2<A, B> {}
                    }
                    """);
}
