package yamanote.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.verify.harness.Jvm;
import yamanote.verify.harness.Locations;

/**
 * A Maven project with nothing but the dependency and the processor path, built from a clean copy
 * by a Maven of its own: javac in the process and forked, every lint on and warnings as errors,
 * again after a change of one file. The packaged jars come from a file repository made here;
 * everything else from the local repository of the outer build, seen as a file repository too.
 */
final class SampleProjectIT {
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static Path work;

    @BeforeAll
    static void publish() throws IOException {
        work = Corpus.fresh("sample");
        publish("yamanote", Locations.core());
        publish("yamanote-compiler", Locations.compiler().iterator().next());
        Files.writeString(
                work.resolve("settings.xml"),
                """
                <settings><profiles><profile><id>sample</id>
                  <repositories>%1$s%2$s</repositories><pluginRepositories>%3$s</pluginRepositories>
                </profile></profiles><activeProfiles><activeProfile>sample</activeProfile></activeProfiles></settings>
                """
                        .formatted(
                                repository("repository", "published", work.resolve("published")),
                                repository("repository", "outer", outerRepository()),
                                repository("pluginRepository", "outer", outerRepository())));
    }

    private static Path outerRepository() {
        return Path.of(System.getProperty("maven.local.repository"));
    }

    private static String repository(String element, String id, Path folder) {
        String url = folder.toUri().toString();
        return "<" + element + "><id>" + id + "</id><url>" + url + "</url></" + element + ">";
    }

    private static void publish(String artifact, Path jar) throws IOException {
        assertThat(jar).isRegularFile();
        Path folder =
                work.resolve("published/io/github/yamanote").resolve(artifact).resolve(VERSION);
        Files.createDirectories(folder);
        Files.copy(jar, folder.resolve(artifact + "-" + VERSION + ".jar"));
        Files.writeString(
                folder.resolve(artifact + "-" + VERSION + ".pom"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>io.github.yamanote</groupId>"
                        + "<artifactId>%s</artifactId><version>%s</version></project>"
                                .formatted(artifact, VERSION));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void buildsAndRebuildsWoven(boolean fork) throws Exception {
        Path project = copy(work.resolve(fork ? "forked" : "in-process"));
        build(project, fork);
        assertThat(run(project)).contains("hello world 11");

        build(project, fork);
        assertThat(run(project)).contains("hello world 11");

        Path changed = project.resolve("src/main/java/sample/Greeter.java");
        Files.writeString(changed, Files.readString(changed).replace("\"hello\"", "\"bye\""));
        Files.setLastModifiedTime(changed, FileTime.from(Instant.now().plusSeconds(2)));
        build(project, fork);
        assertThat(run(project)).contains("bye world 9");
    }

    private static Path copy(Path to) throws IOException {
        Path from = Locations.module().resolve("sample-maven");
        for (String file :
                new String[] {
                    "pom.xml", "src/main/java/sample/Main.java", "src/main/java/sample/Greeter.java"
                }) {
            Files.createDirectories(to.resolve(file).getParent());
            Files.copy(from.resolve(file), to.resolve(file));
        }
        return to;
    }

    private static void build(Path project, boolean fork) throws Exception {
        String maven = System.getProperty("maven.home");
        Jvm.command(Path.of(maven, "bin", "mvn").toString())
                .with("-B", "-q", "-Pstrict", "-gs", work.resolve("settings.xml").toString())
                .with("-Dmaven.repo.local=" + work.resolve("repository"))
                .with("-Dmaven.compiler.fork=" + fork, "compile")
                .set("JAVA_HOME", Jvm.home().toString())
                .in(project)
                .run()
                .orThrow();
    }

    private static String run(Path project) throws Exception {
        Path classes = project.resolve("target/classes");
        return Jvm.tool("java")
                .with("-Xverify:all", "-Dyamanote.requireWoven=true")
                .with("-cp", Locations.path(List.of(classes, Locations.core())))
                .with("sample.Main")
                .run()
                .orThrow();
    }
}
