package yamanote.compiler.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;

/** The compile-time checks of asynchronous code, as a listener of one javac run. */
public final class Lints implements TaskListener {
    private final JavacTask task;
    private final Trees trees;
    private final Map<ModuleElement, Optional<Code>> codes = new HashMap<>();

    private Lints(JavacTask task) {
        this.task = task;
        this.trees = Trees.instance(task);
    }

    /** Checks every class that {@code task} compiles against a core, as soon as it is analysed. */
    public static void install(JavacTask task) {
        task.addTaskListener(new Lints(task));
    }

    @Override
    public void finished(TaskEvent event) {
        TypeElement type = event.getTypeElement();
        if (event.getKind() == TaskEvent.Kind.ANALYZE
                && type != null
                && trees.getTree((Element) type) instanceof ClassTree tree) {
            TreePath path = new TreePath(new TreePath(event.getCompilationUnit()), tree);
            codes.computeIfAbsent(task.getElements().getModuleOf(type), this::code)
                    .ifPresent(code -> new LintScanner(code, new Findings(trees)).run(path));
        }
    }

    /** Empty for a module that does not see the core. */
    private Optional<Code> code(ModuleElement module) {
        return Optional.of(new Model(task.getElements(), task.getTypes(), module))
                .filter(Model::seesCore)
                .map(model -> new Code(trees, model));
    }

    /** Reports a body that the weaver left as it was, unless that is suppressed. */
    public static void unwoven(Trees trees, TreePath body, String why) {
        new Findings(trees)
                .report(Key.UNWOVEN, body, "not woven, runs on a virtual thread: " + why);
    }
}
