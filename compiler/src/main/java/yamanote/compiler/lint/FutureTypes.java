package yamanote.compiler.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Answers questions about types: is it a future, does it run by itself, is it an async body. */
final class FutureTypes {
    private static final List<String> VALUED =
            List.of(LintNames.ASYNC_BODY, LintNames.ASYNC_FUNCTION);
    private static final List<String> VOID =
            List.of(LintNames.ASYNC_ACTION, LintNames.ASYNC_CONSUMER);

    /** The methods of Object that a functional interface may redeclare. */
    private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");

    private static final String THROWABLE = Throwable.class.getName();

    private final Elements elements;
    private final Types types;
    private final TypeElement future;
    private final TypeMirror cancelledError;
    private final TypeMirror asyncCloseable;
    private final List<TypeElement> valuedBodies;
    private final List<TypeElement> bodies;

    private FutureTypes(Elements elements, Types types, ModuleElement module) {
        this.elements = elements;
        this.types = types;
        this.future = named(module, LintNames.FUTURE);
        this.cancelledError = named(module, LintNames.CANCELLED_ERROR).asType();
        this.asyncCloseable = named(module, LintNames.ASYNC_CLOSEABLE).asType();
        this.valuedBodies = VALUED.stream().map(name -> named(module, name)).toList();
        this.bodies =
                Stream.concat(valuedBodies.stream(), VOID.stream().map(name -> named(module, name)))
                        .toList();
    }

    /** Null if {@code module} does not see the core. */
    static @Nullable FutureTypes of(Elements elements, Types types, ModuleElement module) {
        return elements.getTypeElement(module, LintNames.FUTURE) == null
                ? null
                : new FutureTypes(elements, types, module);
    }

    private TypeElement named(ModuleElement module, String name) {
        TypeElement found = elements.getTypeElement(module, name);
        if (found == null) {
            throw new IllegalStateException(
                    name + " is missing beside " + LintNames.FUTURE + ": use one yamanote version");
        }
        return found;
    }

    boolean isFuture(@Nullable TypeMirror type) {
        return isSubtype(type, future.asType());
    }

    /** A future of which nothing runs unless somebody awaits it. */
    boolean isInert(@Nullable TypeMirror type) {
        return type != null && isFuture(type) && !runsByItself(type);
    }

    private boolean runsByItself(TypeMirror type) {
        Element element = types.asElement(type);
        return element != null
                        && element.getAnnotationMirrors().stream()
                                .anyMatch(mirror ->
                                        isNamed(mirror.getAnnotationType(), LintNames.EAGER))
                || types.directSupertypes(type).stream().anyMatch(this::runsByItself);
    }

    boolean isAsyncCloseable(@Nullable TypeMirror type) {
        return isSubtype(type, asyncCloseable);
    }

    /** May a value of this static type be a CancelledError, as far as javac can tell. */
    boolean mayBeCancelled(@Nullable TypeMirror type) {
        return type != null && types.isSubtype(cancelledError, types.erasure(type));
    }

    boolean isSelectResult(@Nullable TypeMirror type) {
        return type instanceof DeclaredType declared
                && LintNames.SELECT
                        .matcher(((TypeElement) declared.asElement()).getQualifiedName())
                        .matches();
    }

    /** A target type whose lambdas are bodies: one of the four interfaces or a subtype. */
    boolean isBody(@Nullable TypeMirror type) {
        return bodies.stream().anyMatch(body -> isSubtype(type, body.asType()));
    }

    /** A target type whose lambdas are woven: one of the four interfaces itself. */
    boolean isWoven(@Nullable TypeMirror type) {
        return type instanceof DeclaredType declared && bodies.contains(declared.asElement());
    }

    /** What a body of this target type gives; null if that is nothing. */
    @Nullable TypeMirror result(@Nullable TypeMirror target) {
        for (TypeMirror bound : bounds(target)) {
            for (TypeElement body : valuedBodies) {
                if (bound instanceof DeclaredType declared && isSubtype(bound, body.asType())) {
                    ExecutableElement run = descriptor(body);
                    return run == null
                            ? null
                            : ((ExecutableType) types.asMemberOf(declared, run)).getReturnType();
                }
            }
        }
        return null;
    }

    /**
     * A functional interface whose method gives nothing back: a lambda's value is dropped. Not one
     * that {@code throws Throwable}: assertions take those, {@code assertThrows(IAE.class, () ->
     * sleep(negative))}, and mean what the call itself throws.
     */
    boolean dropsValue(@Nullable TypeMirror target) {
        for (TypeMirror bound : bounds(target)) {
            if (types.asElement(bound) instanceof TypeElement element) {
                ExecutableElement method = descriptor(element);
                if (method != null) {
                    return method.getReturnType().getKind() == TypeKind.VOID
                            && method.getThrownTypes().stream()
                                    .noneMatch(thrown -> isNamed(thrown, THROWABLE));
                }
            }
        }
        return false;
    }

    private @Nullable ExecutableElement descriptor(TypeElement functional) {
        return ElementFilter.methodsIn(elements.getAllMembers(functional)).stream()
                .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
                .filter(method -> !OF_OBJECT.contains(method.getSimpleName().toString()))
                .findFirst()
                .orElse(null);
    }

    /** A method of Future, or of a subtype, by its name and the types of its parameters. */
    boolean isFutureMethod(@Nullable Element element, String name, String... parameters) {
        return element instanceof ExecutableElement method
                && method.getSimpleName().contentEquals(name)
                && hasParameters(method, parameters)
                && isFuture(method.getEnclosingElement().asType());
    }

    private static boolean hasParameters(ExecutableElement method, String... names) {
        var parameters = method.getParameters();
        if (parameters.size() != names.length) {
            return false;
        }
        for (int i = 0; i < names.length; i++) {
            if (!isNamed(parameters.get(i).asType(), names[i])) {
                return false;
            }
        }
        return true;
    }

    boolean isAsyncClose(@Nullable Element element) {
        return element instanceof ExecutableElement method
                && method.getSimpleName().contentEquals(LintNames.CLOSE)
                && hasParameters(method)
                && isAsyncCloseable(method.getEnclosingElement().asType());
    }

    /** Whether a class has a {@code cancel} of its own or an inherited one, not Future's. */
    boolean overridesCancel(TypeElement type) {
        return ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
                .anyMatch(method ->
                        isFutureMethod(method, LintNames.CANCEL, LintNames.CONTEXT)
                                && !method.getEnclosingElement().equals(future));
    }

    private static boolean isNamed(TypeMirror type, String name) {
        return type instanceof DeclaredType declared
                && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(name);
    }

    private static List<? extends TypeMirror> bounds(@Nullable TypeMirror type) {
        return switch (type) {
            case null -> List.of();
            case IntersectionType intersection -> intersection.getBounds();
            default -> List.of(type);
        };
    }

    /**
     * Subtyping by the erased {@code of}; what has no members, or an error, is subtype of nothing.
     */
    private boolean isSubtype(@Nullable TypeMirror type, TypeMirror of) {
        return type != null
                && switch (type.getKind()) {
                    case DECLARED, TYPEVAR, INTERSECTION ->
                            types.isSubtype(type, types.erasure(of));
                    default -> false;
                };
    }
}
