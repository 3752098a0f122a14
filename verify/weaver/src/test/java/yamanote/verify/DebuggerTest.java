package yamanote.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yamanote.verify.harness.Compilation;
import yamanote.verify.harness.Locations;

/** jdb over a woven body: breakpoints, locals after a resume, stepping over an await. */
@SuppressWarnings("resource")
final class DebuggerTest {
    private static String source;
    private static Path classes;

    @BeforeAll
    static void compile() throws IOException {
        try (var in = DebuggerTest.class.getResourceAsStream("/debuggee/Debuggee.java")) {
            source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        classes = Corpus.fresh("debuggee");
        Compilation.into(classes)
                .with("-g")
                .woven()
                .source("debuggee.Debuggee", source)
                .runOrThrow();
    }

    private static int line(String comment) {
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("// " + comment)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException(comment);
    }

    private static Jdb debug(String stopAt) throws Exception {
        var path = new ArrayList<Path>(List.of(classes));
        path.addAll(Locations.runtime());
        var jdb = new Jdb(List.of("-classpath", Locations.path(path), "debuggee.Debuggee"));
        jdb.untilStopped();
        jdb.command("stop at debuggee.Debuggee:" + line(stopAt));
        assertThat(jdb.command("run")).contains("Breakpoint hit").contains("line=" + line(stopAt));
        return jdb;
    }

    @Test
    void localsAreVisibleBeforeAnAwait() throws Exception {
        try (Jdb jdb = debug("after ready")) {
            assertThat(jdb.command("locals"))
                    .doesNotContain("Exception")
                    .contains("first = 41")
                    .contains("wide = 7");
        }
    }

    @Test
    void localsAreVisibleAfterAResume() throws Exception {
        try (Jdb jdb = debug("after resume")) {
            assertThat(jdb.command("locals"))
                    .doesNotContain("Exception")
                    .contains("first = 42")
                    .contains("text = \"resumed\"")
                    .contains("wide = 7");
            assertThat(jdb.command("where")).contains("lambda$body$").contains("Debuggee.main");
        }
    }

    @Test
    void deadVariableIsCutAtTheAwaitInsteadOfSpoilingTheFrame() throws Exception {
        try (Jdb jdb = debug("last")) {
            String locals = jdb.command("locals");
            assertThat(locals).doesNotContain("Exception").contains("half = 21.0");
            assertThat(jdb.command("print dead")).doesNotContain("InconsistentDebugInfo");
        }
    }

    @Test
    void nextStepsOverAnAwaitThatIsReady() throws Exception {
        try (Jdb jdb = debug("ready")) {
            assertThat(jdb.command("next"))
                    .contains("Step completed")
                    .contains("line=" + line("after ready"));
            assertThat(jdb.command("next")).contains("line=" + line("pending"));
            assertThat(jdb.command("locals")).contains("first = 42");
        }
    }

    @Test
    void nextAfterAResumeGoesLineByLine() throws Exception {
        try (Jdb jdb = debug("after resume")) {
            assertThat(jdb.command("next")).contains("line=" + line("last"));
            assertThat(jdb.command("locals")).contains("half = 21.0").doesNotContain("Exception");
            assertThat(jdb.command("next")).contains("line=" + (line("last") + 1));
        }
    }

    @Test
    void nextOverAnAwaitThatSuspendsRunsOnToTheNextBreakpoint() throws Exception {
        try (Jdb jdb = debug("pending")) {
            jdb.command("clear debuggee.Debuggee:" + line("pending"));
            jdb.command("stop at debuggee.Debuggee:" + line("after resume"));
            String stopped = jdb.command("next");
            for (int i = 0; i < 50 && !stopped.contains("line=" + line("after resume")); i++) {
                stopped = jdb.command("next");
            }
            assertThat(stopped).contains("line=" + line("after resume"));
            assertThat(jdb.command("locals")).contains("text = \"resumed\"");
        }
    }
}
