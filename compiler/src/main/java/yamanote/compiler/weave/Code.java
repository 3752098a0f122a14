package yamanote.compiler.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A piece of generated code over one machine class; a thin builder over ASM's lists. */
final class Code {
    final InsnList list = new InsnList();
    private final String machine;

    Code(String machine) {
        this.machine = machine;
    }

    Code add(AbstractInsnNode instruction) {
        list.add(instruction);
        return this;
    }

    Code op(int opcode) {
        return add(new InsnNode(opcode));
    }

    /** Loads or stores a variable; {@code opcode} is the int form. */
    Code var(int opcode, Type type, int slot) {
        return add(new VarInsnNode(type.getOpcode(opcode), slot));
    }

    /** Loads the machine. */
    Code machine() {
        return add(new VarInsnNode(Opcodes.ALOAD, 0));
    }

    Code field(int opcode, String name, String descriptor) {
        return add(new FieldInsnNode(opcode, machine, name, descriptor));
    }

    /** Calls a machine method through the generated class, so that the verifier loads nothing. */
    Code callMachine(CoreNames.Member member) {
        return add(
                new MethodInsnNode(
                        Opcodes.INVOKEVIRTUAL, machine, member.name(), member.descriptor(), false));
    }

    Code push(int value) {
        if (value <= 5) {
            return op(Opcodes.ICONST_0 + value);
        }
        if (value <= Byte.MAX_VALUE) {
            return add(new IntInsnNode(Opcodes.BIPUSH, value));
        }
        return add(
                value <= Short.MAX_VALUE
                        ? new IntInsnNode(Opcodes.SIPUSH, value)
                        : new LdcInsnNode(value));
    }

    static MethodInsnNode call(int opcode, CoreNames.Member member) {
        return new MethodInsnNode(
                opcode,
                member.owner(),
                member.name(),
                member.descriptor(),
                opcode == Opcodes.INVOKEINTERFACE);
    }
}
