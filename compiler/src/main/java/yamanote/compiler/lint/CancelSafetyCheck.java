package yamanote.compiler.lint;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * An operation that loses data when it is cancelled, made right where it may be: as a branch of a
 * select or under a timeout. What is kept elsewhere, and may be passed by reference again, is the
 * author's business.
 */
final class CancelSafetyCheck implements Check {
    @Override
    public Set<Tree.Kind> kinds() {
        return Set.of(Tree.Kind.METHOD_INVOCATION);
    }

    @Override
    public void check(TreePath path, Code code, Findings findings) {
        MethodInvocationTree call = (MethodInvocationTree) path.getLeaf();
        if (code.element(path) instanceof ExecutableElement method && mayCancel(method)) {
            String cancels = method.getSimpleName().toString();
            for (ExpressionTree argument : call.getArguments()) {
                checkBranch(new TreePath(path, argument), cancels, code, findings);
            }
        }
    }

    private static boolean mayCancel(ExecutableElement method) {
        return LintNames.CANCELLING.contains(method.getSimpleName().toString())
                && LintNames.COMBINATORS.contains(
                        Model.owner(method).getQualifiedName().toString());
    }

    private static void checkBranch(TreePath path, String cancels, Code code, Findings findings) {
        switch (path.getLeaf()) {
            case ParenthesizedTree inner ->
                    checkBranch(new TreePath(path, inner.getExpression()), cancels, code, findings);
            case ConditionalExpressionTree either -> {
                checkBranch(
                        new TreePath(path, either.getTrueExpression()), cancels, code, findings);
                checkBranch(
                        new TreePath(path, either.getFalseExpression()), cancels, code, findings);
            }
            case MethodInvocationTree call -> checkCall(path, call, cancels, code, findings);
            default -> {}
        }
    }

    private static void checkCall(
            TreePath path,
            MethodInvocationTree call,
            String cancels,
            Code code,
            Findings findings) {
        Element method = code.element(path);
        String instead = code.losses().insteadOf(method);
        if (instead != null) {
            findings.report(Key.CANCEL_SAFETY, path, message(method, cancels, instead));
        } else if (code.futures().isView(method)
                && call.getMethodSelect() instanceof MemberSelectTree select) {
            TreePath viewed = new TreePath(path, select);
            checkBranch(new TreePath(viewed, select.getExpression()), cancels, code, findings);
        } else if (!code.futures().isFuture(code.type(path))) {
            // A list of branches made in place.
            for (ExpressionTree argument : call.getArguments()) {
                checkBranch(new TreePath(path, argument), cancels, code, findings);
            }
        }
    }

    private static String message(@Nullable Element method, String cancels, String instead) {
        String mend =
                "keep the future and pass its byRef() or pinned(), or spawn(...) it and pass"
                        + " the handle";
        return (method == null ? "this" : method.getSimpleName())
                + " loses data when "
                + cancels
                + " cancels it: "
                + (instead.isEmpty() ? mend : instead + "; or " + mend);
    }
}
