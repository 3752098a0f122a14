package yamanote.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.verify.harness.Agents;

/** Every program of the corpus does the same unwoven, woven by javac and woven while loading. */
final class CorpusTest {
    private static final int PROGRAMS = 120;

    @Test
    void corpusCoversEnough() throws Exception {
        long programs = Corpus.expected().stream().map(l -> l.split(" ", 2)[0]).distinct().count();
        assertThat(programs).isGreaterThanOrEqualTo(PROGRAMS);
        assertThat(Corpus.expected())
                .noneMatch(l -> l.contains("] endless") || l.contains("did not start"))
                .noneMatch(l -> l.contains("waker") || l.contains("polled after its end"));
    }

    @Test
    void wovenByTheProcessorPath() throws Exception {
        List<String> actual = Corpus.run("woven", Corpus.woven());
        Corpus.assertSame(actual, Corpus.expected());
    }

    @Test
    void wovenByTheAgent() throws Exception {
        List<String> actual = Corpus.run("agent", Corpus.unwoven(), Agents.weaver());
        Corpus.assertSame(actual, Corpus.expected());
    }

    @Test
    void agentLeavesWovenClassesAlone() throws Exception {
        List<String> actual = Corpus.run("woven-agent", Corpus.woven(), Agents.weaver());
        Corpus.assertSame(actual, Corpus.expected());
    }

    @Test
    void withoutDebugInformation() throws Exception {
        List<String> expected =
                Corpus.run("unwoven-g-none", Corpus.compileUnwoven("unwoven-none", "-g:none"));
        List<String> actual = Corpus.run("woven-g-none", Corpus.compile("woven-none", "-g:none"));
        Corpus.assertSame(actual, expected);
    }
}
