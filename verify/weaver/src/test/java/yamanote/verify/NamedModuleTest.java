package yamanote.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.verify.harness.Agents;
import yamanote.verify.harness.Compilation;
import yamanote.verify.harness.Jvm;
import yamanote.verify.harness.Locations;

/** Bodies in named modules: exported interfaces, hidden packages, package-private types. */
final class NamedModuleTest {
    private static final String EXPECTED =
            """
            hello lambda!! after 3
            hello ada!! from ada after 4
            hidden 55/ after 4
            42 after 2
            consumer! after 2
            """;

    @Test
    void unwoven() throws Exception {
        String output = run(compile("modules-unwoven", false));
        assertThat(output).contains("library.api.Greeting are not woven");
        assertThat(output.lines().filter(l -> l.contains(" after ")))
                .containsExactlyElementsOf(EXPECTED.lines().toList());
    }

    @Test
    void wovenByTheProcessorPath() throws Exception {
        assertThat(run(compile("modules-woven", true), "-Dyamanote.requireWoven=true"))
                .isEqualTo(EXPECTED);
    }

    @Test
    void wovenByTheAgent() throws Exception {
        String[] options = {Agents.weaver(), "-Dyamanote.requireWoven=true"};
        assertThat(run(compile("modules-agent", false), options)).isEqualTo(EXPECTED);
    }

    private static Path compile(String name, boolean woven) throws Exception {
        Path output = Corpus.fresh(name);
        for (String module : List.of("library", "consumer")) {
            Path sources = resource("/modules/" + module);
            String path = Locations.path(List.of(Locations.core(), output));
            Compilation compilation =
                    Compilation.into(output.resolve(module))
                            .with("-g", "--module-path", path)
                            .sources(sources);
            (woven ? compilation.woven() : compilation.unwoven()).runOrThrow();
        }
        return output;
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(NamedModuleTest.class.getResource(name).toURI());
    }

    private static String run(Path modules, String... options)
            throws IOException, InterruptedException {
        return Jvm.tool("java")
                .with("-Xverify:all")
                .with(options)
                .with("--module-path", Locations.path(List.of(Locations.core(), modules)))
                .with("--module", "consumer/consumer.Main")
                .run()
                .orThrow();
    }
}
