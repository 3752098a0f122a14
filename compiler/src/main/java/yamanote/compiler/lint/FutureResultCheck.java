package yamanote.compiler.lint;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;

/** A body whose result is itself a future: {@code spawn(() -> fetch(1))} runs nothing of it. */
final class FutureResultCheck implements Check {
    @Override
    public Set<Tree.Kind> kinds() {
        return Set.of(Tree.Kind.LAMBDA_EXPRESSION, Tree.Kind.MEMBER_REFERENCE);
    }

    @Override
    public void check(TreePath path, Code code, Findings findings) {
        TreePath value = path;
        if (path.getLeaf() instanceof LambdaExpressionTree lambda
                && lambda.getBody() instanceof ExpressionTree expression) {
            value = new TreePath(path, expression);
        }
        var result = code.types().result(code.type(path));
        if (code.types().isInert(result)
                || result != null && value != path && code.types().isInert(code.type(value))) {
            findings.report(
                    Key.FUTURE_RESULT,
                    value,
                    "the result of this body is itself a future, of which nothing runs: add"
                            + " .await() to it, or pass the future without a body");
        }
    }
}
