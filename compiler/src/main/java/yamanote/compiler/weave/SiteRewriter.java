package yamanote.compiler.weave;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Replaces the making of lambda objects by the making of machines, all over a class. */
final class SiteRewriter {
    private static final Type FUTURE = Type.getObjectType(CoreNames.FUTURE);

    /** Chars that surely fit into one constant, each taking two bytes at most. */
    private static final int PIECE = 30_000;

    private final ClassNode node;
    private final Map<BodySites.Key, WovenBody> machines;
    private final boolean selfContained;

    SiteRewriter(ClassNode node, Map<BodySites.Key, WovenBody> machines, boolean selfContained) {
        this.node = node;
        this.machines = machines;
        this.selfContained = selfContained;
    }

    void rewrite() {
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode instruction : method.instructions.toArray()) {
                BodySites.Key key = BodySites.key(instruction, node.name);
                WovenBody machine = key == null ? null : machines.get(key);
                if (machine != null) {
                    rewrite(method.instructions, (InvokeDynamicInsnNode) instruction, machine);
                }
            }
        }
    }

    private void rewrite(InsnList code, InvokeDynamicInsnNode site, WovenBody machine) {
        boolean started = !machine.key().target().hasArgument && start(code, site);
        Type type = started ? FUTURE : Type.getReturnType(site.desc);
        String descriptor = Type.getMethodDescriptor(type, Type.getArgumentTypes(site.desc));
        if (selfContained) {
            code.set(
                    site,
                    new InvokeDynamicInsnNode("make", descriptor, link(), constants(machine)));
        } else {
            machine.siteTypes().add(type);
            code.set(
                    site,
                    new MethodInsnNode(
                            Opcodes.INVOKESTATIC, machine.name(), "make", descriptor, false));
        }
    }

    /**
     * If the body is given at once to a method that starts it, lets that method take the machine as
     * the future that it is: nobody else can have it, so it need not be copied.
     */
    private static boolean start(InsnList code, InvokeDynamicInsnNode site) {
        MethodInsnNode call = callAfter(site);
        if (call == null) {
            return false;
        }
        Type[] parameters = Type.getArgumentTypes(call.desc);
        int last = parameters.length - 1;
        if (last < 0 || !parameters[last].equals(Type.getReturnType(site.desc))) {
            return false;
        }
        if (CoreNames.isAsync(call.owner, call.name)) {
            code.remove(call);
            return true;
        }
        Optional<CoreNames.Starter> starter = CoreNames.starter(call.owner, call.name);
        starter.ifPresent(it -> {
            if (Type.getReturnType(call.desc).getSort() == Type.VOID) {
                code.insert(call, new InsnNode(Opcodes.POP));
            }
            parameters[last] = FUTURE;
            call.desc = Type.getMethodDescriptor(Type.getType(it.result()), parameters);
        });
        return starter.isPresent();
    }

    /** The call right after {@code site}, unless control can come to it another way. */
    private static @Nullable MethodInsnNode callAfter(InvokeDynamicInsnNode site) {
        AbstractInsnNode next = site.getNext();
        while (next.getOpcode() < 0) {
            if (next instanceof FrameNode) {
                return null;
            }
            next = next.getNext();
        }
        return next instanceof MethodInsnNode call ? call : null;
    }

    private static Handle link() {
        return new Handle(
                Opcodes.H_INVOKESTATIC,
                CoreNames.LINK.owner(),
                CoreNames.LINK.name(),
                CoreNames.LINK.descriptor(),
                false);
    }

    private Object[] constants(WovenBody machine) {
        String bytes = new String(machine.write(node), StandardCharsets.ISO_8859_1);
        List<Object> constants = new ArrayList<>();
        constants.add(machine.name().replace('/', '.'));
        for (int at = 0; at < bytes.length(); at += PIECE) {
            constants.add(bytes.substring(at, Math.min(bytes.length(), at + PIECE)));
        }
        return constants.toArray();
    }
}
