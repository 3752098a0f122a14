package yamanote.compiler.lint;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A body whose result is itself a future: {@code spawn(() -> fetch(1))} runs nothing of it. */
final class FutureResultCheck implements Check {
    @Override
    public Set<Tree.Kind> kinds() {
        return Set.of(Tree.Kind.LAMBDA_EXPRESSION, Tree.Kind.MEMBER_REFERENCE);
    }

    @Override
    public void check(TreePath path, Code code, Findings findings) {
        var result = code.bodies().result(code.type(path));
        if (result == null) {
            return;
        }
        TreePath value = expression(path);
        if (code.futures().isInert(result)
                || (value != null && code.futures().isInert(code.type(value)))) {
            findings.report(
                    Key.FUTURE_RESULT,
                    value == null ? path : value,
                    "the result of this body is itself a future, of which nothing runs: add"
                            + " .await() to it, or pass the future without a body");
        }
    }

    /** The value of an expression lambda: a future also where the target asks for an Object. */
    private static @Nullable TreePath expression(TreePath path) {
        return path.getLeaf() instanceof LambdaExpressionTree lambda
                        && lambda.getBody() instanceof ExpressionTree body
                ? new TreePath(path, body)
                : null;
    }
}
