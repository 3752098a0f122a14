package yamanote.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;

/** The await chain of a suspended future, and the check of the contract. */
class MachineInfoTest {
    private static final Future<String> LEAF = PollCountdown.of(5, "leaf");

    private static int here() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
    }

    @Test
    void dumpNamesTheLineOfEveryAwaitOutermostFirst() throws Exception {
        int line = here();
        Future<String> inner = async(() -> LEAF.await() + "!");
        Future<String> outer =
                async(() -> {
                    Objects.requireNonNull(inner);
                    return inner.await();
                });
        outer.poll(Context.noop());
        String method =
                "yamanote.woven.MachineInfoTest.lambda$dumpNamesTheLineOfEveryAwaitOutermostFirst$";
        assertThat(MachineInfo.dump(outer))
                .matches(
                        "at \\Q"
                                + method
                                + "\\E\\d\\(MachineInfoTest.java:"
                                + (line + 5)
                                + "\\)\n"
                                + "at \\Q"
                                + method
                                + "\\E\\d\\(MachineInfoTest.java:"
                                + (line + 1)
                                + "\\)\n"
                                + "waits for countdown to leaf\n");
        assertThat(MachineInfo.leaf(outer)).isSameAs(LEAF);
    }

    @Test
    void bodyKnowsItsFirstLine() {
        int line = here();
        Future<String> future =
                async(() -> {
                    String value = LEAF.await();
                    return value;
                });
        StackTraceElement site = Objects.requireNonNull(MachineInfo.site(future));
        assertThat(site.getLineNumber()).isEqualTo(line + 3);
        assertThat(future).hasToString(site.toString());
        assertThat(MachineInfo.site("no body")).isNull();
    }

    @Test
    void otherContractIsRefusedNamingBoth() {
        WeaverContract.require(WeaverContract.VERSION, MachineInfoTest.class);
        int other = WeaverContract.VERSION + 1;
        assertThatThrownBy(() -> WeaverContract.require(other, MachineInfoTest.class))
                .isInstanceOf(IncompatibleClassChangeError.class)
                .hasMessageContaining("MachineInfoTest was woven for contract " + other)
                .hasMessageContaining("speaks contract " + WeaverContract.VERSION);
    }
}
