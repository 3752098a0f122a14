package yamanote;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The packages lie in layers, look only downwards and form no cycle. A new package joins the list.
 */
class LayersTest {
    private static final List<List<String>> BOTTOM_UP =
            List.of(
                    List.of("yamanote.internal.util"),
                    List.of("yamanote.future"),
                    List.of("yamanote.woven", "yamanote.internal.waiter"),
                    List.of(
                            "yamanote.internal.task",
                            "yamanote.internal.executor",
                            "yamanote.internal.timer",
                            "yamanote.internal.reactor",
                            "yamanote.internal.reactor.nio",
                            "yamanote.internal.reactor.epoll",
                            "yamanote.internal.blocking"),
                    List.of("yamanote.internal.scheduler"),
                    List.of("yamanote.internal.runtime"),
                    List.of("yamanote.internal.probe"),
                    List.of("yamanote.task", "yamanote.time"),
                    List.of("yamanote.sync", "yamanote.io", "yamanote.runtime"),
                    List.of("yamanote.net", "yamanote.fs", "yamanote.signal", "yamanote.process"),
                    List.of("yamanote.stream", "yamanote.tls"),
                    List.of("yamanote.io.codec"),
                    List.of("yamanote"));

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("yamanote");

    @Test
    void noPackageLooksUpward() {
        for (int layer = 0; layer < BOTTOM_UP.size() - 1; layer++) {
            String[] above =
                    BOTTOM_UP.subList(layer + 1, BOTTOM_UP.size()).stream()
                            .flatMap(List::stream)
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAnyPackage(BOTTOM_UP.get(layer).toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("yamanote.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void everyPackageIsInALayer() {
        var listed = BOTTOM_UP.stream().flatMap(List::stream).collect(Collectors.toSet());
        assertThat(
                        classes.stream()
                                .map(c -> c.getPackageName())
                                .filter(p -> !p.startsWith("yamanote.compiler")))
                .isNotEmpty()
                .allMatch(listed::contains);
    }
}
