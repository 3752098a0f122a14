package yamanote.compiler.lint;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A future that is made and dropped: a call or a {@code new} as a statement, or as the value of a
 * lambda or method reference whose target type takes none.
 */
final class UnawaitedCheck implements Check {
    private static final String MEND =
            ", so nothing of it runs: await it in an async body, or spawn(...) it";

    @Override
    public Set<Tree.Kind> kinds() {
        return Set.of(
                Tree.Kind.EXPRESSION_STATEMENT,
                Tree.Kind.LAMBDA_EXPRESSION,
                Tree.Kind.MEMBER_REFERENCE);
    }

    @Override
    public void check(TreePath path, Code code, Findings findings) {
        switch (path.getLeaf()) {
            case ExpressionStatementTree statement -> {
                TreePath value = new TreePath(path, statement.getExpression());
                if (makesFuture(value, code)) {
                    String what =
                            value.getLeaf() instanceof NewClassTree
                                    ? "this new future is dropped"
                                    : "this future is never awaited";
                    findings.report(Key.UNAWAITED, value, what + MEND);
                }
            }
            case LambdaExpressionTree lambda -> {
                TreePath value = new TreePath(path, lambda.getBody());
                if (lambda.getBody() instanceof ExpressionTree
                        && code.bodies().dropsValue(code.type(path))
                        && makesFuture(value, code)) {
                    findings.report(Key.UNAWAITED, value, "this lambda drops its future" + MEND);
                }
            }
            case MemberReferenceTree _ -> {
                if (code.bodies().dropsValue(code.type(path))
                        && code.futures().isInert(returned(code.element(path)))) {
                    findings.report(
                            Key.UNAWAITED, path, "this method reference drops its future" + MEND);
                }
            }
            default -> {}
        }
    }

    private static boolean makesFuture(TreePath value, Code code) {
        return switch (value.getLeaf()) {
            case ParenthesizedTree inner ->
                    makesFuture(new TreePath(value, inner.getExpression()), code);
            case NewClassTree _ -> code.futures().isInert(code.type(value));
            case MethodInvocationTree _ ->
                    code.futures().isInert(code.type(value))
                            && (code.isAwait(value) || returned(code.element(value)) != null);
            default -> false;
        };
    }

    /**
     * What a method or constructor makes. Null for a type variable, because {@code map.put(key,
     * future)} gives back what somebody else made, and for a method that returns the class it is
     * declared in, because such a one is fluent and gives back its receiver.
     */
    private static @Nullable TypeMirror returned(@Nullable Element element) {
        if (!(element instanceof ExecutableElement method)) {
            return null;
        }
        if (method.getKind() == ElementKind.CONSTRUCTOR) {
            return Model.owner(method).asType();
        }
        TypeMirror type = method.getReturnType();
        return type.getKind() == TypeKind.TYPEVAR || isFluent(method, type) ? null : type;
    }

    private static boolean isFluent(ExecutableElement method, TypeMirror type) {
        return !method.getModifiers().contains(Modifier.STATIC)
                && type instanceof DeclaredType returned
                && returned.asElement().equals(method.getEnclosingElement())
                && returned.asElement().getKind() != ElementKind.INTERFACE;
    }
}
