package yamanote.compiler.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Answers questions about trees: what it refers to, is it an await, which body is it part of. */
final class Code {
    private final Trees trees;
    private final FutureTypes futures;
    private final BodyTypes bodies;
    private final Losses losses;

    Code(Trees trees, Model model) {
        this.trees = trees;
        this.futures = new FutureTypes(model);
        this.bodies = new BodyTypes(model);
        this.losses = new Losses(model);
    }

    FutureTypes futures() {
        return futures;
    }

    BodyTypes bodies() {
        return bodies;
    }

    Losses losses() {
        return losses;
    }

    @Nullable TypeMirror type(TreePath path) {
        return trees.getTypeMirror(path);
    }

    @Nullable TypeMirror type(TreePath parent, Tree child) {
        return type(new TreePath(parent, child));
    }

    @Nullable Element element(TreePath path) {
        return trees.getElement(path);
    }

    boolean isAwait(TreePath path) {
        return path.getLeaf() instanceof MethodInvocationTree call
                && call.getArguments().isEmpty()
                && futures.isAwait(element(path));
    }

    /** In a body, {@code close()} of an AsyncCloseable is an await of its closeAsync(). */
    boolean isAwaitedClose(TreePath path) {
        return path.getLeaf() instanceof MethodInvocationTree call
                && call.getArguments().isEmpty()
                && futures.isAsyncClose(element(path));
    }

    /** What try-with-resources closes is a variable, declared there or before. */
    boolean isAwaitedResource(TreePath parent, Tree resource) {
        return futures.isAsyncCloseable(type(parent, resource));
    }

    /** The lambda, method or class whose code the tree at {@code path} is directly part of. */
    TreePath owner(TreePath path) {
        TreePath at = path.getParentPath();
        while (!(at.getLeaf() instanceof LambdaExpressionTree
                || at.getLeaf() instanceof MethodTree
                || at.getLeaf() instanceof ClassTree)) {
            at = at.getParentPath();
        }
        return at;
    }

    boolean isBody(TreePath path) {
        return path.getLeaf() instanceof LambdaExpressionTree && bodies.isBody(type(path));
    }

    /** The awaits in {@code tree} that belong to the body around it, as they will be compiled. */
    int awaits(TreePath parent, @Nullable Tree tree) {
        return tree == null ? 0 : new AwaitCounter(this).count(new TreePath(parent, tree));
    }
}
