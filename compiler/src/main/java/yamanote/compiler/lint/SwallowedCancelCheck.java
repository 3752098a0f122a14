package yamanote.compiler.lint;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A catch around an await that takes the CancelledError and does not throw it on. */
final class SwallowedCancelCheck implements Check {
    @Override
    public Set<Tree.Kind> kinds() {
        return Set.of(Tree.Kind.TRY);
    }

    @Override
    public void check(TreePath path, Code code, Findings findings) {
        TryTree tree = (TryTree) path.getLeaf();
        if (tree.getCatches().isEmpty() || !code.isBody(code.owner(path))) {
            return;
        }
        // The first clause that takes it decides: the later ones never see it.
        for (CatchTree clause : tree.getCatches()) {
            TreePath at = new TreePath(path, clause);
            if (takesCancellation(at, clause, code)) {
                if (awaits(path, tree, code) && !new Rethrows(code).in(at)) {
                    findings.report(
                            Key.SWALLOWED_CANCEL,
                            new TreePath(at, clause.getParameter()),
                            "this catch swallows the cancellation of its body: throw it on, or"
                                    + " catch Exception, which a cancellation is not");
                }
                return;
            }
        }
    }

    private static boolean takesCancellation(TreePath path, CatchTree clause, Code code) {
        Tree type = clause.getParameter().getType();
        TreePath at = new TreePath(new TreePath(path, clause.getParameter()), type);
        List<? extends Tree> alternatives =
                type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
        return alternatives.stream()
                .anyMatch(one -> code.futures().mayBeCancelled(code.type(at, one)));
    }

    private static boolean awaits(TreePath path, TryTree tree, Code code) {
        return code.awaits(path, tree.getBlock()) > 0
                || tree.getResources().stream()
                        .anyMatch(resource ->
                                code.awaits(path, resource) > 0
                                        || code.isAwaitedResource(path, resource));
    }

    /** Looks for a throw of something that was caught and may be the CancelledError. */
    private static final class Rethrows extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final Code code;
        private boolean found;

        Rethrows(Code code) {
            this.code = code;
        }

        boolean in(TreePath path) {
            scan(path, null);
            return found;
        }

        @Override
        public @Nullable Void visitThrow(ThrowTree tree, @Nullable Void p) {
            found |=
                    !(tree.getExpression() instanceof NewClassTree)
                            && code.futures()
                                    .mayBeCancelled(
                                            code.type(getCurrentPath(), tree.getExpression()));
            return null;
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
}
