package yamanote.verify.lint;

import static javax.tools.Diagnostic.Kind.WARNING;

import org.junit.jupiter.api.Test;

/** A body with more awaits than HotSpot compiles. */
class HugeBodyTest {
    private static final String AWAIT = "log(get(1).await());\n";

    @Test
    void eightyAwaitsAreFine() {
        Sample.of(body("", AWAIT.repeat(80))).isMarked();
    }

    @Test
    void oneMoreIsAWarning() {
        Sample.of(body("/*!hugeBody*/", AWAIT.repeat(81)))
                .isReportedAs(WARNING)
                .says(
                        "this body has about 81 awaits, and beyond 80 the JVM leaves it to the"
                                + " interpreter: move parts of it into methods that return a Future");
    }

    @Test
    void nestedBodiesCountForThemselves() {
        Sample.of(body("", AWAIT.repeat(60) + "spawn(() -> {\n" + AWAIT.repeat(60) + "});\n"))
                .isMarked();
    }

    @Test
    void finallyAndClosesCountTwice() {
        Sample.of(
                        body(
                                "/*!hugeBody*/",
                                "try (var l = lease().await()) { log(l); } finally {\n"
                                        + AWAIT.repeat(39)
                                        + "}\n"))
                .isReportedAs(WARNING);
    }

    private static String body(String mark, String statements) {
        return "static Object huge() { return async(" + mark + "() -> {\n" + statements + "}); }";
    }
}
