package yamanote;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** A Javadoc, the mark below it, and the signature. */
    private static final Pattern MARKED =
            Pattern.compile(
                    "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*@CancelSafety\\(\\s*(\\w+)\\)([^;{]*)",
                    Pattern.DOTALL);

    private static final Pattern CLAIMS_SAFE =
            Pattern.compile("(?<!not )cancel safe|cancelled, nothing");

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
                .contains(
                        "Mpsc$Sender.send",
                        "AsyncWrite.writeAll",
                        "Sleep.of",
                        "Interval.tick",
                        "SocketStream.readable");
    }

    /** Its Javadoc and its mark are two places for one promise. */
    @Test
    void theMarkSaysWhatTheJavadocSays() throws IOException {
        List<String> seen = new ArrayList<>();
        List<String> differ = new ArrayList<>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher marked = MARKED.matcher(Files.readString(file));
                while (marked.find()) {
                    String doc =
                            marked.group(1).replaceAll("\\s*\\*\\s*", " ").toLowerCase(Locale.ROOT);
                    boolean loses = marked.group(2).equals("LOSES_DATA");
                    seen.add(marked.group(2));
                    if (loses ? CLAIMS_SAFE.matcher(doc).find() : doc.contains("loses data")) {
                        differ.add(file.getFileName() + ": " + marked.group(3).strip());
                    }
                }
            }
        }
        assertThat(differ).isEmpty();
        assertThat(seen).hasSizeGreaterThan(100);
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
                .flatMap(type -> Stream.concat(Stream.of(type), hiddenBases(type)))
                .flatMap(type -> type.getMethods().stream())
                .filter(CancelSafetyTest::isOperation);
    }

    /** Superclasses whose public methods can be seen through {@code type} only. */
    private static Stream<JavaClass> hiddenBases(JavaClass type) {
        return type.getAllRawSuperclasses().stream()
                .filter(base -> base.getPackageName().equals(type.getPackageName()))
                .filter(base -> !isVisible(base));
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
