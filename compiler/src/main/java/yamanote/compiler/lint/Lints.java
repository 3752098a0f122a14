package yamanote.compiler.lint;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ModuleElement;

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
        if (event.getKind() != TaskEvent.Kind.ANALYZE || event.getTypeElement() == null) {
            return;
        }
        TreePath path = trees.getPath(event.getTypeElement());
        if (path == null) {
            return;
        }
        ModuleElement module = task.getElements().getModuleOf(event.getTypeElement());
        codes.computeIfAbsent(module, this::code)
                .ifPresent(code -> new LintScanner(code, new Findings(trees)).run(path));
    }

    private Optional<Code> code(ModuleElement module) {
        return Optional.ofNullable(FutureTypes.of(task.getElements(), task.getTypes(), module))
                .map(types -> new Code(trees, types));
    }
}
