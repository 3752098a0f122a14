package yamanote.compiler.lint;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;

/** A body that the weaver cannot turn into a state machine, so that it runs on a virtual thread. */
final class UnwovenCheck implements Check {
    @Override
    public Set<Tree.Kind> kinds() {
        return Set.of(Tree.Kind.LAMBDA_EXPRESSION, Tree.Kind.MEMBER_REFERENCE);
    }

    @Override
    public void check(TreePath path, Code code, Findings findings) {
        var target = code.type(path);
        if (!code.bodies().isBody(target)) {
            return;
        }
        if (path.getLeaf() instanceof MemberReferenceTree) {
            findings.report(
                    Key.UNWOVEN,
                    path,
                    "a method reference is not woven and runs on a virtual thread: write a lambda");
        } else if (!code.bodies().isWoven(target)) {
            findings.report(
                    Key.UNWOVEN,
                    path,
                    "a lambda for a subtype of an async body is not woven and runs on a virtual"
                            + " thread: use AsyncBody, AsyncAction, AsyncFunction or AsyncConsumer"
                            + " itself");
        }
    }
}
