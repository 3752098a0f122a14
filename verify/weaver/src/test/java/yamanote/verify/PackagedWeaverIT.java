package yamanote.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import yamanote.verify.harness.Agents;
import yamanote.verify.harness.Jvm;
import yamanote.verify.harness.Locations;

/** The one jar as it is published, with ASM inside: processor path, agent, launcher agent. */
final class PackagedWeaverIT {
    private static final String REQUIRE_WOVEN = "-Dyamanote.requireWoven=true";
    private static final List<String> SOME =
            List.of("yamanote.verify.corpus.Resources", "yamanote.verify.corpus.Functions");

    @Test
    void jarAloneWeavesOnTheProcessorPath() throws Exception {
        assertThat(jar()).isRegularFile();
        Corpus.assertSame(
                Corpus.run("packaged", Corpus.wovenFamilies(), Corpus.woven(), REQUIRE_WOVEN),
                expected(Corpus.wovenFamilies()));
    }

    @Test
    void jarAloneIsTheAgent() throws Exception {
        assertThat(Agents.weaver()).isEqualTo("-javaagent:" + jar());
        Corpus.assertSame(
                Corpus.run(
                        "packaged-agent", SOME, Corpus.unwoven(), Agents.weaver(), REQUIRE_WOVEN),
                expected(SOME));
    }

    /** {@code java -jar} with the agent's class in the manifest: no option at all. */
    @Test
    void launcherAgentWeavesAnExecutableJar() throws Exception {
        var manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "yamanote.verify.probe.Main");
        main.putValue("Launcher-Agent-Class", "yamanote.compiler.agent.WeaverAgent");
        main.put(
                Attributes.Name.CLASS_PATH,
                List.of(jar(), Locations.core(), Locations.probe()).stream()
                        .map(p -> p.toUri().toString())
                        .collect(Collectors.joining(" ")));
        Path folder = Corpus.fresh("launcher");
        Path app = folder.resolve("app.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(app), manifest)) {
            out.putNextEntry(new JarEntry("empty"));
        }
        Path result = folder.resolve("result.txt");
        Jvm.tool("java")
                .with("-Xverify:all", "-ea", REQUIRE_WOVEN, "-jar", app.toString())
                .with(result.toString())
                .with(SOME)
                .run()
                .orThrow();
        Corpus.assertSame(Files.readAllLines(result), expected(SOME));
    }

    private static Path jar() {
        return Locations.compiler().iterator().next();
    }

    /** What the unwoven families show, in the order of {@code families}. */
    private static List<String> expected(List<String> families) throws Exception {
        return Corpus.run("packaged-expected", families, Corpus.unwoven());
    }
}
