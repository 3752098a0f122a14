package yamanote.compiler.lint;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;

/**
 * A body with so many awaits that HotSpot leaves it to the interpreter: it compiles no method
 * beyond 8,000 bytes, and an await takes about 100.
 */
final class HugeBodyCheck implements Check {
    private static final int MAX_AWAITS = 80;

    @Override
    public Set<Tree.Kind> kinds() {
        return Set.of(Tree.Kind.LAMBDA_EXPRESSION);
    }

    @Override
    public void check(TreePath path, Code code, Findings findings) {
        if (!code.isBody(path)) {
            return;
        }
        int awaits = code.awaits(path, ((LambdaExpressionTree) path.getLeaf()).getBody());
        if (awaits > MAX_AWAITS) {
            findings.report(
                    Key.HUGE_BODY,
                    path,
                    "this body has about "
                            + awaits
                            + " awaits, and beyond "
                            + MAX_AWAITS
                            + " the JVM leaves it to the interpreter: move parts of it into methods"
                            + " that return a Future");
        }
    }
}
