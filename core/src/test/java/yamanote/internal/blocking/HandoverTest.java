package yamanote.internal.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import yamanote.future.Owned;

class HandoverTest {
    private final Handover<Owned> handover = new Handover<>();
    private int drops;

    @Test
    void whatIsGivenUpBeforeItIsThereIsDroppedByTheJob() {
        handover.giveUp();
        assertThat(drops).isZero();
        handover.give(() -> drops++);
        assertThat(drops).isEqualTo(1);
    }

    @Test
    void whatIsThereIsDroppedByWhoeverGivesItUp() {
        handover.give(() -> drops++);
        assertThat(drops).isZero();
        handover.giveUp();
        assertThat(drops).isEqualTo(1);
    }
}
