package yamanote.compiler.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Where control may go from each instruction of a method: onward, and into which handlers. */
final class ControlFlow {
    private static final int[] NOWHERE = {};

    final AbstractInsnNode[] instructions;
    private final int[][] successors;
    private final int[][] handlers;

    ControlFlow(MethodNode method) {
        InsnList list = method.instructions;
        instructions = list.toArray();
        successors = new int[instructions.length][];
        handlers = new int[instructions.length][];
        for (int i = 0; i < instructions.length; i++) {
            successors[i] = successorsOf(list, i);
            handlers[i] = NOWHERE;
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            int handler = list.indexOf(block.handler);
            for (int i = list.indexOf(block.start); i < list.indexOf(block.end); i++) {
                handlers[i] = Arrays.copyOf(handlers[i], handlers[i].length + 1);
                handlers[i][handlers[i].length - 1] = handler;
            }
        }
    }

    int size() {
        return instructions.length;
    }

    int[] successors(int instruction) {
        return successors[instruction];
    }

    int[] handlers(int instruction) {
        return handlers[instruction];
    }

    private int[] successorsOf(InsnList list, int index) {
        AbstractInsnNode instruction = instructions[index];
        int opcode = instruction.getOpcode();
        return switch (instruction) {
            case JumpInsnNode jump when opcode == Opcodes.GOTO ->
                    new int[] {list.indexOf(jump.label)};
            case JumpInsnNode jump -> new int[] {list.indexOf(jump.label), index + 1};
            case TableSwitchInsnNode it -> targets(list, it.labels, it.dflt);
            case LookupSwitchInsnNode it -> targets(list, it.labels, it.dflt);
            default -> endsPath(opcode) || index + 1 == size() ? NOWHERE : new int[] {index + 1};
        };
    }

    private static int[] targets(InsnList list, List<LabelNode> labels, LabelNode otherwise) {
        List<LabelNode> all = new ArrayList<>(labels);
        all.add(otherwise);
        return all.stream().mapToInt(list::indexOf).toArray();
    }

    static boolean endsPath(int opcode) {
        return opcode == Opcodes.ATHROW || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
    }
}
