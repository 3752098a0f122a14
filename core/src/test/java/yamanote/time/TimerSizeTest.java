package yamanote.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import yamanote.internal.timer.Allocation;

/** A parked timer is one small object. */
class TimerSizeTest {
    private static final int COUNT = 1_000;

    private final ByHand hand = new ByHand();

    @Test
    void aSleepIs48Bytes() {
        assertThat(bytesOf(() -> Sleep.in(hand.wheel, ByHand.MS))).isLessThanOrEqualTo(48);
    }

    @Test
    void aTimeoutIs56BytesMoreThanItsFuture() {
        ScriptedFuture<String> inner = new ScriptedFuture<>();
        assertThat(bytesOf(() -> hand.timeout(10, inner))).isLessThanOrEqualTo(56);
    }

    private static long bytesOf(Supplier<Object> one) {
        Object[] made = new Object[COUNT];
        Runnable fill = () -> Arrays.setAll(made, i -> one.get());
        fill.run();
        return Allocation.of(fill) / COUNT;
    }
}
