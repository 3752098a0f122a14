package yamanote.compiler.lint;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Javac's view of types, as one module sees them. */
record Model(Elements elements, Types types, ModuleElement module) {
    boolean seesCore() {
        return elements.getTypeElement(module, LintNames.FUTURE) != null;
    }

    TypeElement named(String name) {
        TypeElement found = elements.getTypeElement(module, name);
        if (found == null) {
            throw new IllegalStateException(
                    name + " is missing beside " + LintNames.FUTURE + ": use one yamanote version");
        }
        return found;
    }

    /** Subtyping by the erased {@code of}; what has no members, or an error, is no subtype. */
    boolean isSubtype(@Nullable TypeMirror type, TypeElement of) {
        return type != null
                && switch (type.getKind()) {
                    case DECLARED, TYPEVAR, INTERSECTION ->
                            types.isSubtype(type, types.erasure(of.asType()));
                    default -> false;
                };
    }

    /** All methods of a type, the inherited ones too. */
    Stream<ExecutableElement> methods(TypeElement type) {
        return ElementFilter.methodsIn(elements.getAllMembers(type)).stream();
    }

    /** The methods that this one overrides, in the supertypes of its class. */
    Stream<ExecutableElement> overridden(ExecutableElement method) {
        TypeElement owner = owner(method);
        return supertypes(owner.asType())
                .flatMap(type -> ElementFilter.methodsIn(type.getEnclosedElements()).stream())
                .filter(candidate -> elements.overrides(method, candidate, owner));
    }

    private Stream<TypeElement> supertypes(TypeMirror type) {
        return types.directSupertypes(type).stream()
                .flatMap(above ->
                        types.asElement(above) instanceof TypeElement element
                                ? Stream.concat(Stream.of(element), supertypes(above))
                                : Stream.empty());
    }

    static TypeElement owner(ExecutableElement method) {
        return (TypeElement) Objects.requireNonNull(method.getEnclosingElement());
    }

    static boolean isNamed(TypeMirror type, String name) {
        return type instanceof DeclaredType declared
                && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(name);
    }

    /** Whether this is the method of this name and of these types of parameters. */
    static boolean is(ExecutableElement method, String name, String... parameters) {
        List<String> types =
                method.getParameters().stream()
                        .map(parameter ->
                                parameter.asType() instanceof DeclaredType declared
                                        ? declared.asElement().toString()
                                        : "")
                        .toList();
        return method.getSimpleName().contentEquals(name) && types.equals(List.of(parameters));
    }
}
