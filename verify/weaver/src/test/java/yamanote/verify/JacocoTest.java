package yamanote.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import yamanote.verify.harness.Agents;

/** JaCoCo measures woven code, and either order of the two agents works. */
final class JacocoTest {
    @Test
    void overClassesWovenByJavac() throws Exception {
        Path data = Corpus.fresh("jacoco-1").resolve("jacoco.exec");
        Corpus.assertSame(
                Corpus.run("jacoco-woven", Corpus.woven(), Agents.jacoco(data)), Corpus.expected());
        assertThat(Files.size(data)).isPositive();
    }

    @Test
    void beforeTheWeaver() throws Exception {
        Path data = Corpus.fresh("jacoco-2").resolve("jacoco.exec");
        Corpus.assertSame(
                Corpus.run("jacoco-first", Corpus.unwoven(), Agents.jacoco(data), Agents.weaver()),
                Corpus.expected());
        assertThat(Files.size(data)).isPositive();
    }

    @Test
    void afterTheWeaver() throws Exception {
        Path data = Corpus.fresh("jacoco-3").resolve("jacoco.exec");
        Corpus.assertSame(
                Corpus.run("jacoco-second", Corpus.unwoven(), Agents.weaver(), Agents.jacoco(data)),
                Corpus.expected());
        assertThat(Files.size(data)).isPositive();
    }
}
