package yamanote.compiler.lint;

import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Answers questions about values: is it a future, does it run by itself, is its close awaited. */
final class FutureTypes {
    private final Model model;
    private final TypeElement future;
    private final TypeElement cancelledError;
    private final TypeElement asyncCloseable;

    FutureTypes(Model model) {
        this.model = model;
        this.future = model.named(LintNames.FUTURE);
        this.cancelledError = model.named(LintNames.CANCELLED_ERROR);
        this.asyncCloseable = model.named(LintNames.ASYNC_CLOSEABLE);
    }

    boolean isFuture(@Nullable TypeMirror type) {
        return model.isSubtype(type, future);
    }

    /** A future of which nothing runs unless somebody awaits it. */
    boolean isInert(@Nullable TypeMirror type) {
        return type != null && isFuture(type) && !runsByItself(type);
    }

    private boolean runsByItself(TypeMirror type) {
        return isEager(model.types().asElement(type))
                || model.types().directSupertypes(type).stream().anyMatch(this::runsByItself);
    }

    private static boolean isEager(@Nullable Element element) {
        return element != null
                && element.getAnnotationMirrors().stream()
                        .anyMatch(mirror ->
                                Model.isNamed(mirror.getAnnotationType(), LintNames.EAGER));
    }

    boolean isAsyncCloseable(@Nullable TypeMirror type) {
        return model.isSubtype(type, asyncCloseable);
    }

    /** May a value of this static type be a CancelledError, as far as javac can tell. */
    boolean mayBeCancelled(@Nullable TypeMirror type) {
        return type != null
                && model.types().isSubtype(cancelledError.asType(), model.types().erasure(type));
    }

    boolean isSelectResult(@Nullable TypeMirror type) {
        return type instanceof DeclaredType declared
                && LintNames.SELECT
                        .matcher(((TypeElement) declared.asElement()).getQualifiedName())
                        .matches();
    }

    /**
     * A method of a class of futures that gives back the same class: its receiver, one assumes. In
     * an interface such a method makes another future, as {@code byRef()} does.
     */
    boolean isFluent(@Nullable Element element) {
        return element instanceof ExecutableElement method
                && !method.getModifiers().contains(Modifier.STATIC)
                && !Model.owner(method).getKind().isInterface()
                && Model.owner(method).equals(model.types().asElement(method.getReturnType()));
    }

    /** {@code byRef()} and the like: the same future once more. */
    boolean isView(@Nullable Element element) {
        return element instanceof ExecutableElement method
                && LintNames.VIEWS.contains(method.getSimpleName().toString())
                && isFuture(Model.owner(method).asType());
    }

    boolean isAwait(@Nullable Element element) {
        return element instanceof ExecutableElement method
                && Model.is(method, LintNames.AWAIT)
                && isFuture(Model.owner(method).asType());
    }

    boolean isPoll(@Nullable Element element) {
        return element instanceof ExecutableElement method
                && Model.is(method, LintNames.POLL, LintNames.CONTEXT)
                && isFuture(Model.owner(method).asType());
    }

    boolean isAsyncClose(@Nullable Element element) {
        return element instanceof ExecutableElement method
                && Model.is(method, LintNames.CLOSE)
                && isAsyncCloseable(Model.owner(method).asType());
    }

    /** Whether a class has a {@code cancel} of its own or an inherited one, not Future's. */
    boolean overridesCancel(TypeElement type) {
        return model.methods(type)
                .anyMatch(method ->
                        Model.is(method, LintNames.CANCEL, LintNames.CONTEXT)
                                && !Model.owner(method).equals(future));
    }
}
