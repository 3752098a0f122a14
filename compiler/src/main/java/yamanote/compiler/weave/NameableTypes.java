package yamanote.compiler.weave;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * The types that a body may certainly name in a cast: those of its own package, those that its code
 * names already, and the common ones of the JDK. With {@code var}, a variable can have a type that
 * is not accessible.
 */
final class NameableTypes {
    private final String ownPackage;
    private final Set<String> named =
            new HashSet<>(
                    Set.of(
                            "java/lang/Object",
                            "java/lang/String",
                            "java/lang/Throwable",
                            "java/lang/Exception",
                            "java/util/List",
                            "java/util/Map",
                            "java/util/Iterator"));

    NameableTypes(String owner, MethodNode body) {
        ownPackage = packageOf(owner);
        for (AbstractInsnNode instruction : body.instructions) {
            switch (instruction) {
                case TypeInsnNode it -> named.add(element(it.desc));
                case MethodInsnNode it -> named.add(element(it.owner));
                case FieldInsnNode it -> named.add(it.owner);
                default -> {}
            }
        }
    }

    boolean contains(String type) {
        String element = element(type);
        return element.length() == 1
                || named.contains(element)
                || packageOf(element).equals(ownPackage);
    }

    /** The element type of an array; a primitive is one letter. */
    private static String element(String type) {
        if (!type.startsWith("[")) {
            return type;
        }
        Type element = Type.getObjectType(type).getElementType();
        return element.getSort() == Type.OBJECT
                ? element.getInternalName()
                : element.getDescriptor();
    }

    private static String packageOf(String type) {
        return type.substring(0, type.lastIndexOf('/') + 1);
    }
}
