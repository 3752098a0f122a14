package yamanote.compiler.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The places of a class where lambdas with one of the target types are made, and the methods that
 * hold their code.
 *
 * <p>The target type alone decides, whoever takes the lambda. One method may serve several places:
 * a lambda in a {@code finally} block is duplicated with it, and without debug information the
 * compiler merges equal lambdas, even ones of different target types. A method that is also used in
 * another way keeps its code; a copy is woven.
 */
final class BodySites {
    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final int IMPLEMENTATION = 1;

    /** One body to weave: its method, by target type. */
    record Key(String method, String descriptor, TargetType target) {}

    private final ClassNode owner;
    private final Map<Key, MethodNode> bodies = new LinkedHashMap<>();
    private final Set<String> usedOtherwise = new HashSet<>();
    private final List<Refusal> refusals = new ArrayList<>();

    BodySites(ClassNode owner) {
        this.owner = owner;
        Map<String, MethodNode> lambdas = new HashMap<>();
        for (MethodNode method : owner.methods) {
            if ((method.access & Opcodes.ACC_SYNTHETIC) != 0 && method.name.startsWith("lambda$")) {
                lambdas.put(method.name + method.desc, method);
            }
        }
        owner.methods.forEach(method -> scan(method, lambdas));
        copyShared();
    }

    Map<Key, MethodNode> bodies() {
        return bodies;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    /** The body whose object {@code instruction} makes, if it is one that can be woven. */
    static @Nullable Key key(AbstractInsnNode instruction, String owner) {
        if (!(instruction instanceof InvokeDynamicInsnNode site)
                || !site.bsm.getOwner().equals(METAFACTORY)
                || !site.bsm.getName().equals("metafactory")) {
            return null;
        }
        TargetType target = TargetType.of(Type.getReturnType(site.desc));
        Handle implementation = (Handle) site.bsmArgs[IMPLEMENTATION];
        return target == null
                        || !site.name.equals(target.method)
                        || !implementation.getOwner().equals(owner)
                        || !implementation.getName().startsWith("lambda$")
                ? null
                : new Key(implementation.getName(), implementation.getDesc(), target);
    }

    private void scan(MethodNode method, Map<String, MethodNode> lambdas) {
        int line = -1;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof LineNumberNode number) {
                line = number.line;
            } else if (instruction instanceof InvokeDynamicInsnNode site) {
                Key key = key(site, owner.name);
                MethodNode body = key == null ? null : lambdas.get(key.method + key.descriptor);
                if (key != null && body != null) {
                    bodies.put(key, body);
                } else {
                    refuse(method, line, site);
                    for (Object constant : site.bsmArgs) {
                        use(constant);
                    }
                }
            } else if (instruction instanceof LdcInsnNode load) {
                use(load.cst);
            }
        }
    }

    private void use(Object constant) {
        if (constant instanceof Handle handle && handle.getOwner().equals(owner.name)) {
            usedOtherwise.add(handle.getName() + handle.getDesc());
        } else if (constant instanceof ConstantDynamic dynamic) {
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                use(dynamic.getBootstrapMethodArgument(i));
            }
        }
    }

    private void refuse(MethodNode method, int line, InvokeDynamicInsnNode site) {
        if (!site.bsm.getOwner().equals(METAFACTORY)
                || TargetType.of(Type.getReturnType(site.desc)) == null
                || method.name.equals("$deserializeLambda$")) {
            return;
        }
        boolean plain = site.bsm.getName().equals("metafactory");
        refusals.add(
                new Refusal(
                        method.name,
                        line,
                        plain ? Refusal.Reason.METHOD_REFERENCE : Refusal.Reason.SERIALIZABLE,
                        plain
                                ? "a method reference as async body: write a lambda that awaits"
                                : "an async body with further interfaces (Serializable): leave them"
                                        + " out"));
    }

    private void copyShared() {
        Set<MethodNode> woven = new HashSet<>();
        bodies.replaceAll((key, body) -> {
            if (!usedOtherwise.contains(body.name + body.desc) && woven.add(body)) {
                return body;
            }
            MethodNode copy = ClassWeaver.copy(body);
            copy.name += "$" + key.target.name().toLowerCase(Locale.ROOT);
            owner.methods.add(copy);
            return copy;
        });
    }
}
