package yamanote.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import yamanote.verify.harness.Compilation;
import yamanote.verify.harness.Jvm;
import yamanote.verify.harness.Locations;

/** The corpus in its several compilations, and its runs in JVMs of their own. */
final class Corpus {
    /** Programs that stay unwoven in every mode. */
    static final String NEVER_WOVEN = "yamanote.verify.corpus.MethodReferences";

    private static final String FOLDER = "yamanote/verify/corpus";
    private static final Path WORK = Locations.module().resolve("target/corpus");

    private static List<String> expected;
    private static Path woven;

    private Corpus() {}

    /** The classes that Maven compiled without the weaver. */
    static Path unwoven() {
        return Locations.probe();
    }

    /** The same sources, compiled with the weaver on the processor path and no other option. */
    static synchronized Path woven() throws IOException {
        if (woven == null) {
            woven = compile("woven", "-g", "-parameters");
        }
        return woven;
    }

    /** The corpus woven by javac with these options. */
    static Path compile(String name, String... options) throws IOException {
        Path output = fresh(name);
        sources(output).with(options).woven().runOrThrow();
        return output;
    }

    /** The corpus compiled by javac alone. */
    static Path compileUnwoven(String name, String... options) throws IOException {
        Path output = fresh(name);
        sources(output).with(options).unwoven().runOrThrow();
        return output;
    }

    private static Compilation sources(Path output) throws IOException {
        return Compilation.into(output)
                .with("-nowarn")
                .sources(Locations.module().resolve("src/main/java/" + FOLDER));
    }

    /** What the unwoven corpus shows: what every other way must show. */
    static synchronized List<String> expected() throws Exception {
        if (expected == null) {
            expected = run("unwoven", unwoven());
        }
        return expected;
    }

    /** Runs all families from {@code classes} with {@code options} for the JVM. */
    static List<String> run(String name, Path classes, String... options) throws Exception {
        return run(name, families(), classes, options);
    }

    static List<String> run(String name, List<String> families, Path classes, String... options)
            throws Exception {
        Path result = Files.createDirectories(WORK).resolve(name + ".txt");
        Files.deleteIfExists(result);
        var path = new ArrayList<Path>(List.of(classes));
        path.addAll(Locations.runtime());
        Jvm.tool("java")
                .with("-Xverify:all", "-ea", "-Xshare:auto", "-XX:TieredStopAtLevel=1")
                .with(options)
                .with("-cp", Locations.path(path))
                .with("yamanote.verify.probe.Main", result.toString())
                .with(families)
                .run()
                .orThrow();
        return Files.readAllLines(result);
    }

    /** Asserts that two runs saw the same; shows the first few lines that differ. */
    static void assertSame(List<String> actual, List<String> expected) {
        var differences = new ArrayList<String>();
        for (int i = 0; i < Math.max(actual.size(), expected.size()); i++) {
            String e = i < expected.size() ? expected.get(i) : "(nothing)";
            String a = i < actual.size() ? actual.get(i) : "(nothing)";
            if (!e.equals(a)) {
                differences.add("\nexpected " + e + "\nactual   " + a);
            }
        }
        assertThat(differences.stream().limit(10))
                .as("%d of %d runs differ", differences.size(), expected.size())
                .isEmpty();
    }

    /** Every top-level class of the corpus, found in what Maven compiled. */
    static List<String> families() throws IOException {
        try (Stream<Path> files = Files.list(unwoven().resolve(FOLDER))) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".class") && !f.contains("$") && !f.contains("-"))
                    .map(f -> "yamanote.verify.corpus." + f.substring(0, f.length() - 6))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    /** The families that are woven entirely. */
    static List<String> wovenFamilies() throws IOException {
        return families().stream().filter(f -> !f.equals(NEVER_WOVEN)).toList();
    }

    /** An empty folder below target. */
    static Path fresh(String name) throws IOException {
        Path folder = WORK.resolve(name);
        delete(folder);
        return Files.createDirectories(folder);
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
