package yamanote.compiler.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Where checks report to: drops what is suppressed, hands the rest to javac with its position. */
final class Findings {
    private final Trees trees;

    Findings(Trees trees) {
        this.trees = trees;
    }

    /** Reports {@code message}, which says what happens and names the mend, at {@code path}. */
    void report(Key key, TreePath path, String message) {
        if (key.isSuppressible() && isSuppressed(key, path)) {
            return;
        }
        String text = message + " [" + key + "]";
        trees.printMessage(key.kind(), text, caret(path.getLeaf()), path.getCompilationUnit());
    }

    /** A call is shown at its name, not at its parenthesis. */
    private static Tree caret(Tree tree) {
        return tree instanceof MethodInvocationTree call ? call.getMethodSelect() : tree;
    }

    private boolean isSuppressed(Key key, TreePath path) {
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            Tree leaf = at.getLeaf();
            if (leaf instanceof MethodTree
                    || leaf instanceof ClassTree
                    || leaf instanceof VariableTree) {
                Element declared = trees.getElement(at);
                if (declared != null && suppresses(declared, key)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean suppresses(Element declared, Key key) {
        return declared.getAnnotationMirrors().stream()
                .filter(Findings::isSuppressWarnings)
                .flatMap(mirror -> mirror.getElementValues().values().stream())
                .anyMatch(keys -> contains(keys, key));
    }

    private static boolean isSuppressWarnings(AnnotationMirror mirror) {
        return ((TypeElement) mirror.getAnnotationType().asElement())
                .getQualifiedName()
                .contentEquals(SuppressWarnings.class.getName());
    }

    private static boolean contains(AnnotationValue keys, Key key) {
        return keys.getValue() instanceof List<?> list
                && list.stream()
                        .anyMatch(one ->
                                one instanceof AnnotationValue value
                                        && key.toString().equals(value.getValue()));
    }
}
