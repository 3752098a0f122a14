package yamanote.compiler.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;

/**
 * The verifier's frames of a woven body: those of the compiler, less dead variables, and those of
 * the labels that weaving adds, whose types the simulation knows. None is ever computed, so that no
 * class hierarchy is needed, neither here nor by the verifier.
 */
final class Frames {
    private final String machine;

    Frames(String machine) {
        this.machine = machine;
    }

    /** Shifts a frame of the compiler and takes dead variables out of it. */
    void prune(FrameNode frame, BitSet live) {
        TreeMap<Integer, Object> locals = new TreeMap<>();
        int slot = 0;
        for (Object type : frame.local) {
            if (live.get(slot)) {
                locals.put(slot, type);
            }
            slot += Simulation.isWide(type) ? 2 : 1;
        }
        FrameNode pruned = frame(Opcodes.TOP, Opcodes.TOP, locals, frame.stack);
        frame.local = pruned.local;
        frame.stack = pruned.stack;
    }

    private FrameNode frame(
            Object future, Object resumed, TreeMap<Integer, Object> locals, List<Object> stack) {
        List<Object> types = new ArrayList<>(List.of(machine, CoreNames.CONTEXT, future, resumed));
        int slot = 0;
        for (Map.Entry<Integer, Object> local : locals.entrySet()) {
            types.addAll(Collections.nCopies(local.getKey() - slot, Opcodes.TOP));
            types.add(local.getValue());
            slot = local.getKey() + (Simulation.isWide(local.getValue()) ? 2 : 1);
        }
        while (types.getLast() == Opcodes.TOP) {
            types.removeLast();
        }
        return new FrameNode(
                Opcodes.F_NEW, types.size(), types.toArray(), stack.size(), stack.toArray());
    }

    /** The frame at an await, with {@code top} above the operands that it saves. */
    FrameNode at(SpillPlan.Point point, Object future, Object resumed, Object... top) {
        TreeMap<Integer, Object> locals = new TreeMap<>();
        point.locals().forEach(it -> locals.put(it.local(), it.type()));
        List<Object> stack = new ArrayList<>();
        point.operands().forEach(it -> stack.add(it.type()));
        stack.addAll(Arrays.asList(top));
        return frame(future, resumed, locals, stack);
    }

    /** The frame of a jump from the entry: nothing but the arguments. */
    FrameNode entry() {
        return frame(Opcodes.TOP, Opcodes.TOP, new TreeMap<>(), List.of());
    }
}
