package yamanote.compiler.javac;

import com.sun.source.util.JavacTask;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;
import yamanote.compiler.weave.CoreNames;
import yamanote.compiler.weave.Hierarchy;

/** The compiler's own knowledge of types, asked by internal name. */
final class ElementHierarchy implements Hierarchy {
    private final Elements elements;
    private final Types types;
    private final BodyScan scan;

    ElementHierarchy(JavacTask task, BodyScan scan) {
        elements = task.getElements();
        types = task.getTypes();
        this.scan = scan;
    }

    @Override
    public boolean isSubtype(String type, String ancestor) {
        if (type.equals(ancestor)) {
            return true;
        }
        TypeElement lower = find(type);
        TypeElement upper = find(ancestor);
        return lower != null
                && upper != null
                && types.isSubtype(types.erasure(lower.asType()), types.erasure(upper.asType()));
    }

    @Override
    public boolean overridesAwait(String type) {
        TypeElement future = find(type);
        return future != null
                && ElementFilter.methodsIn(elements.getAllMembers(future)).stream()
                        .filter(it -> it.getSimpleName().contentEquals("await"))
                        .filter(it -> it.getParameters().isEmpty())
                        .filter(it -> !it.getModifiers().contains(Modifier.ABSTRACT))
                        .map(it -> (TypeElement) it.getEnclosingElement())
                        .map(it -> elements.getBinaryName(it).toString().replace('.', '/'))
                        .anyMatch(it -> !CoreNames.isOfCore(it));
    }

    /** By internal name; in a nested name, {@code $} may separate or belong to a name. */
    private @Nullable TypeElement find(String internalName) {
        if (internalName.startsWith("[")) {
            return null;
        }
        TypeElement local = scan.localClass(internalName);
        if (local != null) {
            return local;
        }
        String name = internalName.replace('/', '.');
        for (int end = name.length(); end > 0; end = name.lastIndexOf('$', end - 1)) {
            TypeElement outer = elements.getTypeElement(name.substring(0, end));
            if (outer != null) {
                return nested(outer, name);
            }
        }
        return null;
    }

    private @Nullable TypeElement nested(TypeElement outer, String binaryName) {
        String name = elements.getBinaryName(outer).toString();
        if (name.equals(binaryName)) {
            return outer;
        }
        if (binaryName.startsWith(name + "$")) {
            for (TypeElement member : ElementFilter.typesIn(outer.getEnclosedElements())) {
                TypeElement found = nested(member, binaryName);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
