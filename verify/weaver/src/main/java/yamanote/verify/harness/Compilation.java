package yamanote.verify.harness;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** One run of javac in this JVM. */
public final class Compilation {
    private final List<JavaFileObject> sources = new ArrayList<>();
    private final List<String> options = new ArrayList<>(List.of("--release", "25"));
    private final Path output;

    private Compilation(Path output) {
        this.output = output;
    }

    /** What javac said; {@code crashed} if it failed without an error of the program. */
    public record Result(boolean ok, boolean crashed, String messages) {}

    /** A compilation into a folder. */
    public static Compilation into(Path output) {
        return new Compilation(output);
    }

    /** Adds options. */
    public Compilation with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Puts the weaver on the processor path and nothing else: the way that users go. */
    public Compilation woven() {
        return with("-processorpath", Locations.path(Locations.compiler()));
    }

    /** No processor runs. */
    public Compilation unwoven() {
        return with("-proc:none");
    }

    /** Adds all Java files below a folder. */
    public Compilation sources(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                sources.add(new Source(file.toUri(), Files.readString(file)));
            }
        }
        return this;
    }

    /** Adds a source from memory. */
    public Compilation source(String name, String code) {
        URI uri = URI.create("string:///" + name.replace('.', '/') + ".java");
        sources.add(new Source(uri, code));
        return this;
    }

    /** Compiles. */
    public Result run() throws IOException {
        Files.createDirectories(output);
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var out = new StringWriter();
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-d", output.toString()));
        if (!options.contains("-cp") && !options.contains("--module-path")) {
            all.addAll(List.of("-cp", Locations.path(Locations.runtime())));
        }
        boolean ok;
        try (StandardJavaFileManager files =
                javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            ok = javac.getTask(out, files, diagnostics, all, null, sources).call();
        } catch (RuntimeException e) {
            return new Result(false, true, out + e.toString());
        }
        var text = new StringBuilder(out.toString());
        boolean errors = false;
        for (Diagnostic<? extends JavaFileObject> d : diagnostics.getDiagnostics()) {
            errors |= d.getKind() == Diagnostic.Kind.ERROR;
            text.append(d).append('\n');
        }
        return new Result(ok, !ok && !errors, text.toString());
    }

    /** Compiles and throws if javac found an error. */
    public Result runOrThrow() throws IOException {
        Result result = run();
        if (!result.ok()) {
            throw new IllegalStateException("javac failed:\n" + result.messages());
        }
        return result;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(URI uri, String code) {
            super(uri, Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
