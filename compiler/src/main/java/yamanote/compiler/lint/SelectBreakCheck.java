package yamanote.compiler.lint;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@code break} in an arm of a switch over a select result, inside a loop. It leaves the switch
 * and the loop spins on, where {@code tokio::select!} would leave the loop.
 */
final class SelectBreakCheck implements Check {
    @Override
    public Set<Tree.Kind> kinds() {
        return Set.of(Tree.Kind.SWITCH);
    }

    @Override
    public void check(TreePath path, Code code, Findings findings) {
        SwitchTree tree = (SwitchTree) path.getLeaf();
        if (!code.futures().isSelectResult(code.type(path, tree.getExpression()))
                || !isInLoop(path, code.owner(path))) {
            return;
        }
        for (CaseTree arm : tree.getCases()) {
            if (arm.getCaseKind() == CaseTree.CaseKind.RULE) {
                new Breaks(findings).scan(new TreePath(path, arm), null);
            }
        }
    }

    private static boolean isInLoop(TreePath path, TreePath owner) {
        for (TreePath at = path; at.getLeaf() != owner.getLeaf(); at = at.getParentPath()) {
            if (isLoop(at.getLeaf())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLoop(Tree tree) {
        return tree instanceof WhileLoopTree
                || tree instanceof ForLoopTree
                || tree instanceof EnhancedForLoopTree
                || tree instanceof DoWhileLoopTree;
    }

    /** The breaks of one arm that mean its switch: none in what has its own. */
    private static final class Breaks extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final Findings findings;

        Breaks(Findings findings) {
            this.findings = findings;
        }

        @Override
        public @Nullable Void visitBreak(BreakTree tree, @Nullable Void p) {
            if (tree.getLabel() == null) {
                findings.report(
                        Key.SELECT_BREAK,
                        getCurrentPath(),
                        "this break leaves the switch and the loop goes on: label the loop and"
                                + " break to the label, or return; continue says that it goes on");
            }
            return null;
        }

        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable Void p) {
            boolean ownsBreaks =
                    (tree != null && isLoop(tree))
                            || tree instanceof SwitchTree
                            || tree instanceof LambdaExpressionTree
                            || tree instanceof ClassTree;
            return ownsBreaks ? null : super.scan(tree, null);
        }
    }
}
