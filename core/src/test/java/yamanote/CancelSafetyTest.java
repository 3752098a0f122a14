package yamanote;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.module.ModuleDescriptor.Exports;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.CancelSafety;
import yamanote.future.Future;

/** Every operation of the exported packages says what a cancel of it loses. */
class CancelSafetyTest {
    /** The poll model itself and what makes futures out of futures. */
    private static final Set<String> MODEL =
            Set.of("yamanote", "yamanote.future", "yamanote.runtime", "yamanote.woven");

    /** Operations without a mark, by class and method; each with its reason. */
    private static final Set<String> EXEMPT = Set.of();

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("yamanote");

    @Test
    void everyOperationCarriesItsMark() {
        assertThat(operations().filter(method -> !isMarked(method)).map(JavaMethod::getFullName))
                .isEmpty();
    }

    @Test
    void theScanSeesThem() {
        assertThat(operations().map(CancelSafetyTest::name))
                .contains("Mpsc$Sender.send", "AsyncWrite.writeAll", "Sleep.of", "Interval.tick");
    }

    private Stream<JavaMethod> operations() {
        Set<String> exported =
                Async.class.getModule().getDescriptor().exports().stream()
                        .filter(e -> !e.isQualified())
                        .map(Exports::source)
                        .filter(name -> !MODEL.contains(name))
                        .collect(Collectors.toSet());
        return classes.stream()
                .filter(type -> exported.contains(type.getPackageName()))
                .filter(CancelSafetyTest::isVisible)
                .flatMap(type -> type.getMethods().stream())
                .filter(CancelSafetyTest::isOperation);
    }

    private static boolean isOperation(JavaMethod method) {
        return method.getModifiers().contains(JavaModifier.PUBLIC)
                && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                && method.getRawReturnType().isAssignableTo(Future.class)
                && method.getRawParameterTypes().stream().noneMatch(CancelSafetyTest::isFuture)
                && !EXEMPT.contains(name(method));
    }

    /** What such a method gives loses what this one loses. */
    private static boolean isFuture(JavaClass parameter) {
        return parameter.isAssignableTo(Future.class)
                || parameter.isEquivalentTo(AsyncBody.class)
                || parameter.isEquivalentTo(AsyncAction.class);
    }

    private static boolean isMarked(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return method.getRawReturnType().isAnnotatedWith(CancelSafety.class)
                || Stream.concat(Stream.of(owner), supertypes(owner))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(one -> one.getName().equals(method.getName()))
                        .filter(one ->
                                one.getRawParameterTypes().equals(method.getRawParameterTypes()))
                        .anyMatch(one -> one.isAnnotatedWith(CancelSafety.class));
    }

    private static Stream<JavaClass> supertypes(JavaClass type) {
        return Stream.concat(
                type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream());
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(CancelSafetyTest::isVisible).orElse(true);
    }

    private static String name(JavaMethod method) {
        String owner = method.getOwner().getName();
        return owner.substring(owner.lastIndexOf('.') + 1) + "." + method.getName();
    }
}
