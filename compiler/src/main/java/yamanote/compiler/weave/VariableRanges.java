package yamanote.compiler.weave;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Cuts the debugger's variable ranges to where the variables hold something.
 *
 * <p>A variable that is in scope but dead at an await is not restored after it. A debugger that
 * reads it there fails for the whole frame, so its range ends at the await and begins again at its
 * next assignment: a forward data flow of what is assigned on every path, over the woven code.
 */
final class VariableRanges {
    private VariableRanges() {}

    static void cut(MethodNode woven) {
        if (woven.localVariables == null || woven.localVariables.isEmpty()) {
            return;
        }
        ControlFlow flow = new ControlFlow(woven);
        BitSet[] assigned = assigned(flow, woven.maxLocals);
        List<LocalVariableNode> ranges = new ArrayList<>();
        for (LocalVariableNode variable : woven.localVariables) {
            cut(woven, flow.instructions, assigned, variable, ranges);
        }
        woven.localVariables = ranges;
    }

    private static void cut(
            MethodNode woven,
            AbstractInsnNode[] code,
            @Nullable BitSet[] assigned,
            LocalVariableNode variable,
            List<LocalVariableNode> ranges) {
        AbstractInsnNode open = null;
        boolean inScope = false;
        for (int i = 0; i < code.length; i++) {
            if (code[i] == variable.start) {
                inScope = true;
            }
            boolean ends = code[i] == variable.end || i == code.length - 1;
            if ((inScope && code[i].getOpcode() >= 0) || ends) {
                BitSet here = assigned[i];
                boolean valid = !ends && here != null && here.get(variable.index);
                if (valid && open == null) {
                    open = code[i];
                } else if (!valid && open != null) {
                    ranges.add(range(woven, variable, open, ends ? variable.end : code[i]));
                    open = null;
                }
            }
            if (ends) {
                return;
            }
        }
    }

    private static LocalVariableNode range(
            MethodNode woven,
            LocalVariableNode variable,
            AbstractInsnNode from,
            AbstractInsnNode to) {
        return new LocalVariableNode(
                variable.name,
                variable.desc,
                variable.signature,
                labelAt(woven, from),
                to instanceof LabelNode end ? end : labelAt(woven, to),
                variable.index);
    }

    private static LabelNode labelAt(MethodNode woven, AbstractInsnNode instruction) {
        if (instruction.getPrevious() instanceof LabelNode label) {
            return label;
        }
        LabelNode label = new LabelNode();
        woven.instructions.insertBefore(instruction, label);
        return label;
    }

    /** The variables that are assigned on every path, before each instruction; null: no path. */
    private static @Nullable BitSet[] assigned(ControlFlow flow, int variables) {
        BitSet[] before = new BitSet[flow.size()];
        before[0] = new BitSet(variables);
        before[0].set(0, 2);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < before.length; i++) {
                if (before[i] == null) {
                    continue;
                }
                for (int handler : flow.handlers(i)) {
                    changed |= meet(before, handler, before[i]);
                }
                BitSet after = before[i];
                if (flow.instructions[i] instanceof VarInsnNode it
                        && it.getOpcode() >= Opcodes.ISTORE
                        && !after.get(it.var)) {
                    after = (BitSet) after.clone();
                    after.set(it.var);
                }
                for (int next : flow.successors(i)) {
                    changed |= meet(before, next, after);
                }
            }
        }
        return before;
    }

    private static boolean meet(@Nullable BitSet[] before, int at, BitSet assigned) {
        BitSet known = before[at];
        if (known == null) {
            before[at] = (BitSet) assigned.clone();
            return true;
        }
        int size = known.cardinality();
        known.and(assigned);
        return known.cardinality() != size;
    }
}
