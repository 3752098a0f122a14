package yamanote.compiler.weave;

import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which local variables may still be read, before each instruction: backward data flow, handler
 * edges included.
 *
 * <p>Only these are saved at a suspension. The compiler's frames also list variables that are in
 * scope but dead; those must leave the frames, since after a resumption they hold nothing.
 */
final class Liveness {
    private final BitSet[] before;

    Liveness(ControlFlow flow) {
        before = new BitSet[flow.size()];
        for (int i = 0; i < before.length; i++) {
            before[i] = new BitSet();
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = flow.size() - 1; i >= 0; i--) {
                BitSet live = new BitSet();
                for (int next : flow.successors(i)) {
                    live.or(before[next]);
                }
                transfer(flow.instructions[i], live);
                for (int handler : flow.handlers(i)) {
                    live.or(before[handler]);
                }
                if (!live.equals(before[i])) {
                    before[i] = live;
                    changed = true;
                }
            }
        }
    }

    BitSet before(int instruction) {
        return before[instruction];
    }

    private static void transfer(AbstractInsnNode instruction, BitSet live) {
        switch (instruction) {
            case IincInsnNode it -> live.set(it.var);
            case VarInsnNode it when it.getOpcode() >= Opcodes.ISTORE -> {
                live.clear(it.var);
                if (isWide(it.getOpcode())) {
                    live.clear(it.var + 1);
                }
            }
            case VarInsnNode it -> live.set(it.var);
            default -> {}
        }
    }

    static boolean isWide(int storeOpcode) {
        return storeOpcode == Opcodes.LSTORE || storeOpcode == Opcodes.DSTORE;
    }
}
