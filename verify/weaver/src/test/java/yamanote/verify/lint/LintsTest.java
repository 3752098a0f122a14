package yamanote.verify.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** How the checks sit in a javac run. */
class LintsTest {
    private static final String DROPS =
            Sample.HEADER + "class Drops {\n    void drop() {\n        get(1);\n    }\n}\n";

    @Test
    void aFindingHasKindLineColumnMessageAndKey() {
        Sample drops = Sample.compile(List.of(), Map.of("t.Drops", DROPS));
        assertThat(drops.findings())
                .extracting("kind", "line", "column", "key")
                .containsExactly(tuple(Diagnostic.Kind.ERROR, 9L, 9L, "unawaited"));
    }

    @Test
    void anErrorStopsTheClassButAWarningDoesNot() {
        assertThat(Sample.compile(List.of(), Map.of("t.Drops", DROPS)).classes())
                .doesNotContain("t.Drops");
        Sample warned = Sample.of("int now() throws Exception { return get(1).await(); }");
        assertThat(warned.findings()).hasSize(1);
        assertThat(warned.classes()).contains("t.Sample");
    }

    /** Javac has generated the first class, and changed its trees, when it analyses the second. */
    @Test
    void everyClassOfAFileIsChecked() {
        Sample many =
                Sample.of(
                        """
                            Object switches(Object o) {
                                return async(() -> switch (o) {
                                    case String s when s.isEmpty() -> get(1).await();
                                    case Integer i -> i++ + get(i).await();
                                    default -> throw new IOException();
                                });
                            }
                        }
                        @interface Second { Runnable DROP = () -> /*!unawaited*/get(2); }
                        interface Third {
                            default void c() { /*!unawaited*/get(3); }
                        """);
        many.isReportedAs(Diagnostic.Kind.ERROR);
        assertThat(many.classes()).contains("t.Sample").doesNotContain("t.Second", "t.Third");
    }

    @Test
    void withoutTheCoreNothingIsChecked() {
        String plain =
                """
                package p;
                class Plain {
                    interface Future { void await(); }
                    Future get() { return () -> {}; }
                    void run() { get(); get().await(); }
                }
                """;
        Sample sample = Sample.compile("", List.of("-Xlint:all"), Map.of("p.Plain", plain));
        assertThat(sample.findings()).isEmpty();
        assertThat(sample.classes()).contains("p.Plain");
    }

    @Test
    void aModuleThatDoesNotReadTheCoreIsNotChecked() {
        Sample sample =
                Sample.compile(
                        "",
                        List.of("-Xlint:all", "--module-path", Sample.classPath()),
                        Map.of(
                                "module-info",
                                "/** Alone. */ module alone {}",
                                "p.package-info",
                                "/** Documented. */ package p;",
                                "p.Plain",
                                "package p; class Plain { int n() { return 1; } }"));
        assertThat(sample.findings()).isEmpty();
        assertThat(sample.classes()).contains("p.Plain");
    }

    @Test
    void aModuleThatReadsTheCoreIsChecked() {
        String user =
                """
                package p;
                import yamanote.future.Future;
                class User {
                    void drop(Future<String> f) { f.byRef(); }
                }
                """;
        Sample sample =
                Sample.compile(
                        "",
                        List.of("--module-path", Sample.classPath()),
                        Map.of(
                                "module-info",
                                "/** User. */ module user { requires yamanote.core; requires org.jspecify; }",
                                "p.package-info",
                                "@org.jspecify.annotations.NullMarked package p;",
                                "p.User",
                                user));
        assertThat(sample.findings())
                .extracting("line", "column", "key")
                .containsExactly(tuple(4L, 36L, "unawaited"));
    }

    @Test
    void codeThatDoesNotCompileIsReportedByJavacAlone() {
        Sample broken =
                Sample.of(
                        """
                        @SuppressWarnings(missing)
                        static void broken() {
                            undefined();
                            Runnable r = () -> unknown(get(1));
                            var f = async(() -> nowhere.get().await());
                            try { get(x).await(); } catch (Missing | Throwable t) { log(t); }
                            switch (none) { case Nothing(var v) -> { break; } }
                            new Gone().poll();
                            for (;;) { undefined.await(); }
                        }
                        static class Half implements Future<Nope> {
                            Nowhere child;
                            public Poll<Nope> poll(Context cx) { return child.poll(cx); }
                        }
                        """);
        assertThat(broken.findings()).isNotEmpty();
        assertThat(broken.findings())
                .extracting(Sample.Finding::key)
                .allMatch(key -> key.startsWith("compiler."));
    }
}
