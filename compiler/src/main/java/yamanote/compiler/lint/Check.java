package yamanote.compiler.lint;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;

/** One kind of mistake. Stateless: the scanner hands over every tree of its kinds. */
interface Check {
    /** The kinds of tree that this check wants to see. */
    Set<Tree.Kind> kinds();

    /** Reports what is wrong with the tree at {@code path}, if anything. */
    void check(TreePath path, Code code, Findings findings);
}
