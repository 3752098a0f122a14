package yamanote.compiler.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** A hand-written future that polls one it holds, and forgets it when it is cancelled. */
final class CancelChildCheck implements Check {
    @Override
    public Set<Tree.Kind> kinds() {
        return Set.of(Tree.Kind.CLASS, Tree.Kind.RECORD, Tree.Kind.ENUM);
    }

    @Override
    public void check(TreePath path, Code code, Findings findings) {
        if (code.element(path) instanceof TypeElement type
                && code.futures().isFuture(type.asType())
                && !code.futures().overridesCancel(type)) {
            TreePath poll = new ChildPolls(code, path.getLeaf()).first(path);
            if (poll != null) {
                findings.report(
                        Key.CANCEL_CHILD,
                        poll,
                        "this future polls a child but does not cancel it, so its clean-up never"
                                + " runs: override cancel(Context) and cancel the child in it");
            }
        }
    }

    /** Looks for {@code field.poll(cx)} in one class without its nested ones. */
    private static final class ChildPolls extends TreePathScanner<@Nullable Void, @Nullable Void> {
        /** Fields of every class, to javac. */
        private static final Set<String> SELF = Set.of("this", "super");

        private final Code code;
        private final Tree self;
        private @Nullable TreePath first;

        ChildPolls(Code code, Tree self) {
            this.code = code;
            this.self = self;
        }

        @Nullable TreePath first(TreePath path) {
            scan(path, null);
            return first;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void p) {
            if (first == null
                    && tree.getMethodSelect() instanceof MemberSelectTree select
                    && code.futures().isPoll(code.element(getCurrentPath()))
                    && isChild(new TreePath(getCurrentPath(), select), select.getExpression())) {
                first = getCurrentPath();
            }
            return super.visitMethodInvocation(tree, null);
        }

        private boolean isChild(TreePath select, ExpressionTree receiver) {
            TreePath path = new TreePath(select, receiver);
            Element field = code.element(path);
            return (receiver instanceof IdentifierTree || receiver instanceof MemberSelectTree)
                    && field != null
                    && field.getKind() == ElementKind.FIELD
                    && !SELF.contains(field.getSimpleName().toString())
                    && code.futures().isInert(code.type(path));
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void p) {
            return tree == self ? super.visitClass(tree, null) : null;
        }
    }
}
