package yamanote.compiler.lint;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A future that is made and dropped: a call or a {@code new} as a statement, or as the value of a
 * lambda or method reference whose target type takes none.
 */
final class UnawaitedCheck implements Check {
    private static final String MEND =
            ", so nothing of it runs: await it in an async body, or spawn(...) it";

    @Override
    public Set<Tree.Kind> kinds() {
        return Set.of(
                Tree.Kind.EXPRESSION_STATEMENT,
                Tree.Kind.LAMBDA_EXPRESSION,
                Tree.Kind.MEMBER_REFERENCE);
    }

    @Override
    public void check(TreePath path, Code code, Findings findings) {
        switch (path.getLeaf()) {
            case ExpressionStatementTree statement -> {
                TreePath value = new TreePath(path, statement.getExpression());
                if (makesFuture(value, code)) {
                    String what =
                            value.getLeaf() instanceof NewClassTree
                                    ? "this new future is dropped"
                                    : "this future is never awaited";
                    findings.report(Key.UNAWAITED, value, what + MEND);
                }
            }
            case LambdaExpressionTree lambda -> {
                TreePath value = new TreePath(path, lambda.getBody());
                if (lambda.getBody() instanceof ExpressionTree
                        && code.bodies().dropsValue(code.type(path))
                        && makesFuture(value, code)) {
                    findings.report(Key.UNAWAITED, value, "this lambda drops its future" + MEND);
                }
            }
            case MemberReferenceTree _ -> {
                if (code.bodies().dropsValue(code.type(path))
                        && code.futures().isInert(returned(code.element(path), code))) {
                    findings.report(
                            Key.UNAWAITED, path, "this method reference drops its future" + MEND);
                }
            }
            default -> {}
        }
    }

    private static boolean makesFuture(TreePath value, Code code) {
        return switch (value.getLeaf()) {
            case ParenthesizedTree inner ->
                    makesFuture(new TreePath(value, inner.getExpression()), code);
            case NewClassTree _ -> code.futures().isInert(code.type(value));
            case MethodInvocationTree call ->
                    code.futures().isInert(code.type(value))
                            && (code.isAwait(value)
                                    || returned(code.element(value), code) != null
                                    || receiverIsMade(
                                            new TreePath(value, call.getMethodSelect()), code));
            default -> false;
        };
    }

    /** {@code new Leaf().ready(1)} drops a leaf, {@code leaf.ready(1)} does not. */
    private static boolean receiverIsMade(TreePath select, Code code) {
        return code.futures().isFluent(code.element(select))
                && select.getLeaf() instanceof MemberSelectTree member
                && makesFuture(new TreePath(select, member.getExpression()), code);
    }

    /**
     * What a method or constructor makes. Null for what somebody else made: a type variable, as in
     * {@code map.put(key, future)}, and the receiver of a fluent method.
     */
    private static @Nullable TypeMirror returned(@Nullable Element element, Code code) {
        if (!(element instanceof ExecutableElement method) || code.futures().isFluent(method)) {
            return null;
        }
        if (method.getKind() == ElementKind.CONSTRUCTOR) {
            return Model.owner(method).asType();
        }
        TypeMirror type = method.getReturnType();
        return type.getKind() == TypeKind.TYPEVAR ? null : type;
    }
}
