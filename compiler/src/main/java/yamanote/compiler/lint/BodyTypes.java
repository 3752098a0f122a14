package yamanote.compiler.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Answers questions about the target types of lambdas: is it a body, what becomes of its value. */
final class BodyTypes {
    private static final String THROWABLE = Throwable.class.getName();

    /** The methods of Object that a functional interface may redeclare. */
    private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");

    private final Model model;
    private final List<TypeElement> valued;
    private final List<TypeElement> all;

    BodyTypes(Model model) {
        this.model = model;
        this.valued = LintNames.VALUED_BODIES.stream().map(model::named).toList();
        var unvalued = LintNames.VOID_BODIES.stream().map(model::named);
        this.all = Stream.concat(valued.stream(), unvalued).toList();
    }

    /** A target type whose lambdas are bodies: one of the four interfaces or a subtype. */
    boolean isBody(@Nullable TypeMirror type) {
        return all.stream().anyMatch(body -> model.isSubtype(type, body));
    }

    /** A target type whose lambdas are woven: one of the four interfaces itself. */
    boolean isWoven(@Nullable TypeMirror type) {
        return type instanceof DeclaredType declared && all.contains(declared.asElement());
    }

    /** What a body of this target type gives; null if that is nothing. */
    @Nullable TypeMirror result(@Nullable TypeMirror target) {
        for (TypeMirror bound : bounds(target)) {
            for (TypeElement body : valued) {
                if (bound instanceof DeclaredType declared && model.isSubtype(bound, body)) {
                    ExecutableElement run = descriptor(body);
                    return run == null ? null : resultIn(declared, run);
                }
            }
        }
        return null;
    }

    private TypeMirror resultIn(DeclaredType target, ExecutableElement run) {
        return ((ExecutableType) model.types().asMemberOf(target, run)).getReturnType();
    }

    /**
     * A functional interface whose method gives nothing back: a lambda's value is dropped. Not one
     * that {@code throws Throwable}: assertions take those, {@code assertThrows(IAE.class, () ->
     * sleep(negative))}, and mean what the call itself throws.
     */
    boolean dropsValue(@Nullable TypeMirror target) {
        for (TypeMirror bound : bounds(target)) {
            if (model.types().asElement(bound) instanceof TypeElement element) {
                ExecutableElement method = descriptor(element);
                if (method != null) {
                    return method.getReturnType().getKind() == TypeKind.VOID
                            && method.getThrownTypes().stream()
                                    .noneMatch(thrown -> Model.isNamed(thrown, THROWABLE));
                }
            }
        }
        return false;
    }

    private @Nullable ExecutableElement descriptor(TypeElement functional) {
        return model.methods(functional)
                .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
                .filter(method -> !OF_OBJECT.contains(method.getSimpleName().toString()))
                .findFirst()
                .orElse(null);
    }

    private static List<? extends TypeMirror> bounds(@Nullable TypeMirror type) {
        return switch (type) {
            case null -> List.of();
            case IntersectionType intersection -> intersection.getBounds();
            default -> List.of(type);
        };
    }
}
