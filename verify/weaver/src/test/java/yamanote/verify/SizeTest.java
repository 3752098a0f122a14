package yamanote.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import yamanote.verify.harness.Compilation;
import yamanote.verify.probe.Drive;
import yamanote.verify.probe.Programs;

/** Bodies at the limits of the class file format: wide locals, many awaits, methods too long. */
final class SizeTest {
    private static final int CANCELS = 8;

    @Test
    void moreThan255Locals() throws Exception {
        String body =
                lines(150, "long v%1$d = %1$d;")
                        + "int i = env.leaf(1).await(); i += 1000; i++;\n"
                        + lines(150, "v%1$d += i * v%1$d;")
                        + "v0 += env.leaf(i).await(); i++; v149 -= env.leaf(v0).await();\n"
                        + "return v0 + v75 + v149 + i;";
        assertSame("Locals", body, true);
    }

    @Test
    void moreThan80Awaits() throws Exception {
        String body =
                "int sum = 0; String s = \"\";\n"
                        + lines(120, "sum += env.leaf(%1$d).await(); s += sum %% 7;")
                        + "return s + sum;";
        assertThat(assertSame("Awaits", body, true)).contains("hugeBody");
    }

    @Test
    void longJumpsOverSuspensions() throws Exception {
        String body =
                "int sum = 0;\nfor (int i = 0; i < 2; i++) {\n"
                        + "if (i == 0) { sum += env.leaf(i).await(); continue; }\n"
                        + lines(150, "sum += i + Math.floorMod(env.leaf(sum).await() * %1$d, 13);")
                        + "}\nreturn sum;";
        assertSame("Jumps", body, true);
    }

    @Test
    void wovenMethodOver64KilobytesStaysUnwovenAndIsNamed() throws Exception {
        String body =
                "int sum = 0;\n"
                        + lines(1_100, "sum += env.next() + env.leaf(%1$d).await();")
                        + "return sum;";
        assertThat(assertSame("Long", body, false)).contains("yamanote.");
    }

    private static String lines(int count, String format) {
        return IntStream.range(0, count)
                .mapToObj(i -> format.formatted(i) + "\n")
                .collect(Collectors.joining());
    }

    /** Compares as the fuzzer does; gives what javac said of the woven compilation. */
    private static String assertSame(String name, String body, boolean woven) throws Exception {
        String source =
                """
                package size;
                import static yamanote.Async.async;
                import yamanote.future.Future;
                import yamanote.verify.probe.Env;
                final class %s {
                    static Future<?> run(Env env) {
                        return async(() -> {
                            %s
                        });
                    }
                }
                """
                        .formatted(name, body);
        Path plain = Corpus.fresh("size-" + name + "-unwoven");
        Path output = Corpus.fresh("size-" + name + "-woven");
        Compilation.into(plain).with("-g").unwoven().source("size." + name, source).runOrThrow();
        Compilation.Result result =
                Compilation.into(output)
                        .with("-g")
                        .woven()
                        .source("size." + name, source)
                        .runOrThrow();
        assertThat(output.resolve("size").toFile().list().length).isEqualTo(woven ? 2 : 1);
        Corpus.assertSame(seen(name, output), seen(name, plain));
        return result.messages();
    }

    private static List<String> seen(String name, Path classes) throws Exception {
        URL[] urls = {classes.toUri().toURL()};
        try (var loader = new URLClassLoader(urls, SizeTest.class.getClassLoader())) {
            var program = Programs.of(loader.loadClass("size." + name)).getFirst();
            return Drive.all(program.name(), program.program(), CANCELS);
        }
    }
}
