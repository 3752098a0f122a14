package yamanote.compiler.lint;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.Set;

/** An await where a body cannot suspend: in {@code synchronized}, or outside of any body. */
final class AwaitPlaceCheck implements Check {
    @Override
    public Set<Tree.Kind> kinds() {
        return Set.of(Tree.Kind.METHOD_INVOCATION, Tree.Kind.TRY);
    }

    @Override
    public void check(TreePath path, Code code, Findings findings) {
        if (path.getLeaf() instanceof TryTree tree) {
            for (Tree resource : tree.getResources()) {
                if (code.isAwaitedResource(path, resource)) {
                    checkMonitor(new TreePath(path, resource), code, findings);
                }
            }
        } else if (code.isAwaitedClose(path)) {
            checkMonitor(path, code, findings);
        } else if (code.isAwait(path)) {
            checkBody(path, code, findings);
            checkMonitor(path, code, findings);
        }
    }

    private static void checkBody(TreePath path, Code code, Findings findings) {
        TreePath owner = code.owner(path);
        if (!code.isBody(owner)) {
            findings.report(
                    Key.AWAIT_OUTSIDE,
                    path,
                    owner.getLeaf() instanceof LambdaExpressionTree
                            ? "this lambda is no async body, so await blocks a virtual thread and"
                                    + " throws on any other: await in the body itself, or pass the"
                                    + " lambda as an AsyncBody"
                            : "await outside of an async body blocks a virtual thread and throws on"
                                    + " any other: put the code into async(() -> ...), or hand the"
                                    + " future to blockOn(...)");
        }
    }

    private static void checkMonitor(TreePath path, Code code, Findings findings) {
        TreePath owner = code.owner(path);
        if (code.isBody(owner) && holdsMonitor(path, owner)) {
            findings.report(
                    Key.AWAIT_IN_SYNCHRONIZED,
                    path,
                    "await in synchronized would suspend with the monitor held: use"
                            + " yamanote.sync.Mutex, or await before or after the block");
        }
    }

    private static boolean holdsMonitor(TreePath path, TreePath owner) {
        for (TreePath at = path; at.getLeaf() != owner.getLeaf(); at = at.getParentPath()) {
            if (at.getParentPath().getLeaf() instanceof SynchronizedTree monitor
                    && at.getLeaf() == monitor.getBlock()) {
                return true;
            }
        }
        return false;
    }
}
