package yamanote.compiler.javac;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;
import yamanote.compiler.weave.TargetType;

/**
 * What only the syntax trees tell: which source files hold async bodies and where, and the local
 * classes, which cannot be looked up by name.
 */
final class BodyScan {
    private final Trees trees;
    private final Elements elements;
    private final Types types;
    private final Map<CompilationUnitTree, List<TreePath>> bodies = new HashMap<>();
    private final Map<String, TypeElement> localClasses = new HashMap<>();

    BodyScan(JavacTask task) {
        trees = Trees.instance(task);
        elements = task.getElements();
        types = task.getTypes();
    }

    void analysed(TaskEvent event) {
        TypeElement type = event.getTypeElement();
        TreePath path = type == null ? null : trees.getPath(type);
        if (path != null) {
            new Scanner(event.getCompilationUnit()).scan(path, null);
        }
    }

    /** Whether a source file holds an async body. */
    boolean holdsBodies(CompilationUnitTree unit) {
        return bodies.containsKey(unit);
    }

    /** The innermost body around a line, to point at in a message; null if there is none. */
    @Nullable TreePath bodyAt(CompilationUnitTree unit, int line) {
        LineMap lines = unit.getLineMap();
        if (lines == null) {
            return null; // -g:none
        }
        SourcePositions positions = trees.getSourcePositions();
        TreePath found = null;
        for (TreePath body : bodies.getOrDefault(unit, List.of())) {
            long start = lines.getLineNumber(positions.getStartPosition(unit, body.getLeaf()));
            long end = lines.getLineNumber(positions.getEndPosition(unit, body.getLeaf()));
            if (start <= line && line <= end) {
                found = body;
            }
        }
        return found;
    }

    /** A local or anonymous class of this compilation, by internal name. */
    @Nullable TypeElement localClass(String internalName) {
        return localClasses.get(internalName);
    }

    private final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;

        Scanner(CompilationUnitTree unit) {
            this.unit = unit;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
            if (trees.getElement(getCurrentPath()) instanceof TypeElement type
                    && type.getQualifiedName().isEmpty()) {
                localClasses.put(elements.getBinaryName(type).toString().replace('.', '/'), type);
            }
            return super.visitClass(tree, none);
        }

        @Override
        public @Nullable Void visitLambdaExpression(
                LambdaExpressionTree tree, @Nullable Void none) {
            add();
            return super.visitLambdaExpression(tree, none);
        }

        @Override
        public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void none) {
            add();
            return super.visitMemberReference(tree, none);
        }

        private void add() {
            TypeMirror target = trees.getTypeMirror(getCurrentPath());
            if (target != null
                    && types.asElement(target) instanceof TypeElement type
                    && TargetType.of(elements.getBinaryName(type).toString()) != null) {
                bodies.computeIfAbsent(unit, _ -> new ArrayList<>()).add(getCurrentPath());
            }
        }
    }
}
