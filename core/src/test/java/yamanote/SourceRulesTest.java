package yamanote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** House rules that a compiler does not check. */
class SourceRulesTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int LINES = 700;

    @Test
    void noFileIsLongerThan700Lines() throws IOException {
        assertThat(filesWhere(file -> lines(file).size() > LINES)).isEmpty();
    }

    @Test
    void everyPackageExplainsItself() throws IOException {
        assertThat(
                        filesWhere(file ->
                                !Files.exists(file.resolveSibling("package-info.java"))
                                        && !file.endsWith("module-info.java")))
                .isEmpty();
    }

    @Test
    void nothingPrintsOrUsesInternalsOfTheJdk() throws IOException {
        assertThat(filesContaining("System.out", "System.err", "sun.misc.Unsafe", "jdk.internal."))
                .isEmpty();
    }

    /** Clock and randomness belong to the runtime, so that a simulation can own them. */
    @Test
    void clockAndRandomnessComeFromTheRuntime() throws IOException {
        assertThat(
                        filesContaining(
                                "System.nanoTime(",
                                "System.currentTimeMillis(",
                                "ThreadLocalRandom",
                                "new Random(",
                                "Thread.sleep(",
                                "ForkJoinPool.commonPool("))
                .allMatch(
                        file -> file.getFileName().toString().matches("(SystemTime|FastRandom).*"));
    }

    private static List<Path> filesContaining(String... texts) throws IOException {
        return filesWhere(
                file -> lines(file).stream().anyMatch(l -> Stream.of(texts).anyMatch(l::contains)));
    }

    private static List<Path> filesWhere(Predicate<Path> test) throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(f -> f.toString().endsWith(".java")).filter(test).toList();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
