package yamanote.compiler.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import org.jspecify.annotations.Nullable;

/**
 * Counts the awaits of one body as javac will emit them: a {@code finally} block and the close of a
 * resource exist at least twice, for the normal and for the exceptional path. What is in nested
 * lambdas and classes belongs to other bodies.
 */
final class AwaitCounter extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Code code;
    private int count;

    AwaitCounter(Code code) {
        this.code = code;
    }

    int count(TreePath root) {
        scan(root, null);
        return count;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void p) {
        if (code.isAwait(getCurrentPath()) || code.isAwaitedClose(getCurrentPath())) {
            count++;
        }
        return super.visitMethodInvocation(tree, null);
    }

    @Override
    public @Nullable Void visitTry(TryTree tree, @Nullable Void p) {
        for (Tree resource : tree.getResources()) {
            if (code.isAwaitedResource(getCurrentPath(), resource)) {
                count += 2;
            }
        }
        scan(tree.getFinallyBlock(), null);
        return super.visitTry(tree, null);
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void p) {
        return null;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void p) {
        return null;
    }
}
