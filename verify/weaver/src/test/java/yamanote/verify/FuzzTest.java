package yamanote.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import yamanote.verify.fuzz.FuzzRun;

/** Random programs do the same woven and unwoven; {@code verify/weaver/fuzz} runs more of them. */
final class FuzzTest {
    private static final int PROGRAMS = 200;
    private static final long SEED = 1;

    @Test
    void twoHundredRandomProgramsAgree() throws Exception {
        FuzzRun run = new FuzzRun(Corpus.fresh("fuzz")).run(PROGRAMS, SEED);
        System.out.println("fuzz from seed " + SEED + ": " + run);
        assertThat(run.differences()).isEmpty();
        assertThat(run.programs()).isGreaterThan(PROGRAMS * 9 / 10);
    }
}
