package miniredis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "*, abc, true",
        "a*c, abbbc, true",
        "a*c, abbbd, false",
        "?, a, true",
        "?, '', false",
        "h[ae]llo, hello, true",
        "h[ae]llo, hillo, false",
        "h[^e]llo, hallo, true",
        "h[^e]llo, hello, false",
        "h[a-b]llo, hbllo, true",
        "h[a-b]llo, hcllo, false",
        "'a\\*', a*, true",
        "'a\\*', ab, false",
        "key:*, key:1, true",
        "'', '', true",
        "'', a, false",
        "[, [, false",
        "'\\', '\\', true"
    })
    void patternsMatchAsInRedis(String pattern, String text, boolean expected) {
        assertThat(Glob.matches(Slice.of(pattern), Slice.of(text))).isEqualTo(expected);
    }

    @Test
    @Timeout(10)
    void manyStarsDoNotExplode() {
        assertThat(Glob.matches(Slice.of("*a".repeat(50) + "b"), Slice.of("a".repeat(5000))))
                .isFalse();
    }
}
