package miniredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, Long.MAX_VALUE, Long.MIN_VALUE})
    void wholeRangeIsRead(long value) throws Exception {
        assertThat(Numbers.parse(Slice.of(Long.toString(value)))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                " 1",
                "1 ",
                "01",
                "-01",
                "1.0",
                "x",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999"
            })
    void everythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Numbers.parse(Slice.of(text)))
                .isInstanceOf(CommandException.class)
                .hasMessage("ERR value is not an integer or out of range");
    }

    @Test
    void scoresAreShort() {
        assertThat(Numbers.real(3)).isEqualTo("3");
        assertThat(Numbers.real(-0.5)).isEqualTo("-0.5");
        assertThat(Numbers.real(Double.POSITIVE_INFINITY)).isEqualTo("inf");
    }
}
