package yamanote.compiler.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic.Kind;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;
import yamanote.compiler.lint.Lints;
import yamanote.compiler.weave.ClassWeaver;
import yamanote.compiler.weave.Refusal;
import yamanote.compiler.weave.WovenClass;

/**
 * Weaves class files where the compiler has just written them.
 *
 * <p>Machines are written as resources and the class is rewritten at its own place, because both
 * are silent under {@code -Xlint:all}; creating class files at this stage is warned about.
 */
final class OutputWeaver {
    private final Trees trees;
    private final Elements elements;
    private final BodyScan scan;
    private final ClassWeaver weaver;
    private boolean warned;

    OutputWeaver(JavacTask task, BodyScan scan) {
        trees = Trees.instance(task);
        elements = task.getElements();
        this.scan = scan;
        weaver = new ClassWeaver(new ElementHierarchy(task, scan), false);
    }

    void generated(TaskEvent event, @Nullable Filer filer) {
        CompilationUnitTree unit = event.getCompilationUnit();
        TypeElement type = event.getTypeElement();
        if (type == null || !scan.holdsBodies(unit)) {
            return;
        }
        if (filer == null) {
            notWoven(
                    unit,
                    "annotation processing gives no Filer: put yamanote-compiler on the"
                            + " -processorpath and use neither -proc:none nor -processor");
            return;
        }
        try {
            weave(unit, type, filer);
        } catch (NoSuchFileException | UnsupportedOperationException nowhere) {
            notWoven(unit, "the class output is not a folder that is known: give javac -d");
        } catch (UnsupportedClassVersionError | IOException failure) {
            notWoven(unit, failure.toString());
        }
    }

    private void weave(CompilationUnitTree unit, TypeElement type, Filer filer) throws IOException {
        String packageName = elements.getPackageOf(type).getQualifiedName().toString();
        Path file =
                Path.of(
                        filer.getResource(
                                        StandardLocation.CLASS_OUTPUT,
                                        packageName,
                                        fileName(elements.getBinaryName(type).toString()))
                                .toUri());
        WovenClass woven = weaver.weave(Files.readAllBytes(file));
        for (Refusal refusal : woven.refusals()) {
            report(unit, refusal);
        }
        if (woven.outer() == null) {
            return;
        }
        for (Map.Entry<String, byte[]> machine : woven.machines().entrySet()) {
            String name = fileName(machine.getKey().replace('/', '.'));
            try (OutputStream out =
                    filer.createResource(StandardLocation.CLASS_OUTPUT, packageName, name, type)
                            .openOutputStream()) {
                out.write(machine.getValue());
            }
        }
        Files.write(file, woven.outer());
    }

    private static String fileName(String binaryName) {
        return binaryName.substring(binaryName.lastIndexOf('.') + 1) + ".class";
    }

    /** Method references are the diagnostics' business: they know the exact place. */
    private void report(CompilationUnitTree unit, Refusal refusal) {
        if (refusal.reason() != Refusal.Reason.METHOD_REFERENCE) {
            TreePath body = scan.bodyAt(unit, refusal.line());
            Lints.unwoven(trees, body == null ? new TreePath(unit) : body, refusal.message());
        }
    }

    private void notWoven(CompilationUnitTree unit, String why) {
        if (!warned) {
            warned = true;
            trees.printMessage(
                    Kind.WARNING,
                    "async bodies are not woven and will run on virtual"
                            + " threads; "
                            + why
                            + " [yamanote.unwoven]",
                    unit.getTypeDecls().getFirst(),
                    unit);
        }
    }
}
