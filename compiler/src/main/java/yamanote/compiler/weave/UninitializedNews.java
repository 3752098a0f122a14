package yamanote.compiler.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Moves the creation of objects whose constructor arguments await, as in {@code new
 * Foo(x.await())}, to the constructor call: an uninitialised object cannot be saved in a field.
 *
 * <p>At such a {@code new} the instruction stays, its result popped, because it initialises the
 * class at that moment. All copies of the uninitialised value vanish: {@code dup}, and the stores
 * and loads by which the compiler clears the stack before a switch expression that contains {@code
 * try}. At the constructor call the arguments step aside into fresh variables, and the object is
 * created beneath them.
 */
final class UninitializedNews {
    private final MethodNode body;
    private final Set<Label> moved;
    private final List<Runnable> edits = new ArrayList<>();
    private int maxLocals;

    private UninitializedNews(MethodNode body, Set<Label> moved) {
        this.body = body;
        this.moved = moved;
        maxLocals = body.maxLocals;
    }

    static void relocate(String owner, MethodNode body, List<AwaitSites.Site> awaits) {
        if (awaits.isEmpty()) {
            return;
        }
        labelCreations(body);
        Set<Label> moved = acrossAwaits(owner, body, awaits);
        if (!moved.isEmpty()) {
            UninitializedNews news = new UninitializedNews(body, moved);
            Simulation.run(owner, body, news::visit);
            news.edits.forEach(Runnable::run);
            body.maxLocals = news.maxLocals;
        }
    }

    /** Gives every creation a label: types of uninitialised values are named by it. */
    private static void labelCreations(MethodNode body) {
        for (AbstractInsnNode at : body.instructions.toArray()) {
            if (at.getOpcode() == Opcodes.NEW && labelBefore(at) == null) {
                body.instructions.insertBefore(at, new LabelNode());
            }
        }
    }

    private static @Nullable Label labelBefore(AbstractInsnNode creation) {
        for (AbstractInsnNode at = creation.getPrevious();
                at != null && at.getOpcode() < 0;
                at = at.getPrevious()) {
            if (at instanceof LabelNode label) {
                return label.getLabel();
            }
        }
        return null;
    }

    /** The creations, by the label that stands for each, that an await falls into. */
    private static Set<Label> acrossAwaits(
            String owner, MethodNode body, List<AwaitSites.Site> awaits) {
        Set<AbstractInsnNode> calls = new HashSet<>();
        awaits.forEach(it -> calls.add(it.call()));
        Set<Label> found = new HashSet<>();
        Simulation.run(
                owner,
                body,
                (instruction, state) -> {
                    if (calls.contains(instruction) && state.isReachable()) {
                        addLabels(state.stack, found);
                        addLabels(state.locals, found);
                    }
                });
        return found;
    }

    private static void addLabels(List<Object> types, Set<Label> labels) {
        for (Object type : types) {
            if (type instanceof Label label) {
                labels.add(label);
            }
        }
    }

    private void visit(AbstractInsnNode instruction, Simulation state) {
        if (instruction instanceof FrameNode frame) {
            edits.add(() -> prune(frame));
            return;
        }
        if (!state.isReachable()) {
            return;
        }
        switch (instruction.getOpcode()) {
            case Opcodes.NEW -> {
                if (isMoved(labelBefore(instruction))) {
                    edits.add(
                            () -> body.instructions.insert(instruction, new InsnNode(Opcodes.POP)));
                }
            }
            case Opcodes.DUP, Opcodes.ASTORE -> {
                if (isMoved(state.operand(0))) {
                    remove(instruction);
                }
            }
            case Opcodes.ALOAD -> {
                if (isMoved(state.local(((VarInsnNode) instruction).var))) {
                    remove(instruction);
                }
            }
            case Opcodes.POP -> unsupported(state, 1);
            case Opcodes.POP2, Opcodes.SWAP, Opcodes.DUP2, Opcodes.DUP_X1 -> unsupported(state, 2);
            case Opcodes.DUP_X2, Opcodes.DUP2_X1 -> unsupported(state, 3);
            case Opcodes.DUP2_X2 -> unsupported(state, 4);
            case Opcodes.INVOKESPECIAL -> construct((MethodInsnNode) instruction, state);
            default -> {}
        }
    }

    private boolean isMoved(@Nullable Object type) {
        return type instanceof Label label && moved.contains(label);
    }

    private void remove(AbstractInsnNode instruction) {
        edits.add(() -> body.instructions.remove(instruction));
    }

    private void unsupported(Simulation state, int operands) {
        for (int i = 0; i < operands; i++) {
            if (isMoved(state.operand(i))) {
                throw new Refusal.Exit(
                        Refusal.Reason.UNKNOWN_BYTECODE,
                        -1,
                        "an object under construction is shuffled on the operand stack across an"
                                + " await");
            }
        }
    }

    private void construct(MethodInsnNode call, Simulation state) {
        if (!call.name.equals("<init>")) {
            return;
        }
        Type[] arguments = Type.getArgumentTypes(call.desc);
        int depth = 0;
        for (Type argument : arguments) {
            depth += argument.getSize();
        }
        Object created = state.operand(depth);
        if (!isMoved(created)) {
            return;
        }
        int copies = 0;
        while (state.operand(depth + copies).equals(created)) {
            copies++;
        }
        int results = copies - 1;
        edits.add(() -> createBeneath(call, arguments, results));
    }

    private void createBeneath(MethodInsnNode call, Type[] arguments, int results) {
        InsnList code = new InsnList();
        Map<Integer, Integer> slots = new HashMap<>();
        int free = body.maxLocals;
        for (int i = arguments.length - 1; i >= 0; i--) {
            slots.put(i, free);
            code.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ISTORE), free));
            free += arguments[i].getSize();
        }
        code.add(new TypeInsnNode(Opcodes.NEW, call.owner));
        for (int i = 0; i < results; i++) {
            code.add(new InsnNode(Opcodes.DUP));
        }
        for (int i = 0; i < arguments.length; i++) {
            code.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ILOAD), slots.get(i)));
        }
        body.instructions.insertBefore(call, code);
        maxLocals = Math.max(maxLocals, free);
    }

    private void prune(FrameNode frame) {
        frame.local =
                new ArrayList<>(
                        frame.local.stream()
                                .map(it -> isMovedNode(it) ? Opcodes.TOP : it)
                                .toList());
        frame.stack = new ArrayList<>(frame.stack.stream().filter(it -> !isMovedNode(it)).toList());
    }

    private boolean isMovedNode(Object type) {
        return type instanceof LabelNode label && moved.contains(label.getLabel());
    }
}
