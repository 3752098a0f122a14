package yamanote.compiler.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Runs through a method once, in order, and knows the verification type of every local variable and
 * operand before each instruction.
 *
 * <p>The compiler's own frames are taken at every join, so nothing is ever merged and no class
 * hierarchy is asked. Types are as in ASM's frames; wide values take two entries.
 */
final class Simulation extends AnalyzerAdapter {
    /** Told of every instruction before it is executed. */
    interface Visitor {
        void visit(AbstractInsnNode instruction, Simulation state);
    }

    private Simulation(String owner, MethodNode method) {
        super(Opcodes.ASM9, owner, method.access, method.name, method.desc, null);
    }

    static void run(String owner, MethodNode method, Visitor visitor) {
        Simulation state = new Simulation(owner, method);
        for (AbstractInsnNode instruction : method.instructions) {
            visitor.visit(instruction, state);
            instruction.accept(state);
        }
    }

    boolean isReachable() {
        return locals != null;
    }

    /** Type of a local variable; TOP if it holds nothing. */
    Object local(int slot) {
        return slot < locals.size() ? locals.get(slot) : Opcodes.TOP;
    }

    /** Type of the operand that is {@code depth} entries below the top; TOP if there is none. */
    Object operand(int depth) {
        int index = stack.size() - 1 - depth;
        return index >= 0 ? stack.get(index) : Opcodes.TOP;
    }

    /** The operands below the topmost {@code dropped} entries, bottom first, wide ones once. */
    List<Object> operandsBelow(int dropped) {
        List<Object> operands = new ArrayList<>();
        for (int i = 0; i < stack.size() - dropped; i++) {
            operands.add(stack.get(i));
            if (isWide(stack.get(i))) {
                i++;
            }
        }
        return operands;
    }

    static boolean isWide(Object type) {
        return type == Opcodes.LONG || type == Opcodes.DOUBLE;
    }
}
