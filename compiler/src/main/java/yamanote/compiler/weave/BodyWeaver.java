package yamanote.compiler.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Turns the method of one body into {@code static Poll body(AsyncMachine, Context)}.
 *
 * <p>The code keeps its order; what changes is this. Variables move up by four: 0 is the machine, 1
 * the context, 2 the awaited future, 3 whether this poll resumed at the await it is at. Returns
 * hand their value to the machine. Each await becomes a poll in its place, so that exceptions and
 * cancellation surface at the await's line inside its try blocks, and nothing touches the heap when
 * the future is ready:
 *
 * <pre>
 *            [operands, future]  resumed = 0
 *   POLL_k:  [operands, future]  poll; pending? goto SUSPEND_k; [operands, value]
 * </pre>
 *
 * Behind the code, outside of every try block, stands for each await:
 *
 * <pre>
 *   SUSPEND_k: if resumed, the saved frame still stands: return pending.
 *              Save operands and live variables, clear what is unused, remember k and the future,
 *              return pending.
 *   RESUME_k:  restore variables and operands, push the future; resumed = 1; goto POLL_k
 * </pre>
 *
 * and before it a switch from the machine's suspension point to RESUME_k, or to the start, where
 * the captured values are loaded. All frames are written out: those of the compiler, less dead
 * variables, and those of the labels above, whose types the simulation knows.
 */
final class BodyWeaver {
    /** First variable of the original code. */
    static final int SHIFT = 4;

    static final String DESCRIPTOR =
            "(L" + CoreNames.MACHINE + ";L" + CoreNames.CONTEXT + ";)L" + CoreNames.POLL + ";";

    private static final int FUTURE = 2;
    private static final int RESUMED = 3;

    private final String owner;
    private final String machine;
    private final MethodNode body;
    private final List<Type> captured;
    private final List<AwaitSites.Site> awaits;
    private final List<SpillPlan.Point> points = new ArrayList<>();
    private final List<LabelNode> resumes = new ArrayList<>();
    private final Code tail;
    private SpillPlan plan;
    private BitSet liveAtStart = new BitSet();

    /**
     * What the machine has to hold.
     *
     * @param captured types of the captured values, the argument included
     * @param lines the first line of the body, then the line of each await
     */
    record Frame(List<Type> captured, List<Saved.Slot> slots, List<Integer> lines) {}

    private BodyWeaver(String owner, String machine, MethodNode body, Hierarchy hierarchy) {
        this.owner = owner;
        this.machine = machine;
        this.body = body;
        this.captured = captured(owner, body);
        this.tail = new Code(machine);
        awaits = AwaitSites.normalise(body, hierarchy);
        UninitializedNews.relocate(owner, body, awaits);
        NameableTypes nameable = new NameableTypes(owner, body);
        plan = new SpillPlan(unassignedCaptures(), nameable::contains);
    }

    /** Weaves {@code body} in place. */
    static Frame weave(String owner, String machine, MethodNode body, Hierarchy hierarchy) {
        BodyWeaver weaver = new BodyWeaver(owner, machine, body, hierarchy);
        weaver.weave();
        List<Integer> lines = new ArrayList<>();
        lines.add(firstLine(body));
        weaver.awaits.forEach(it -> lines.add(it.line()));
        return new Frame(weaver.captured, weaver.plan.slots(), lines);
    }

    static List<Type> captured(String owner, MethodNode body) {
        List<Type> types = new ArrayList<>();
        if ((body.access & Opcodes.ACC_STATIC) == 0) {
            types.add(Type.getObjectType(owner));
        }
        types.addAll(Arrays.asList(Type.getArgumentTypes(body.desc)));
        return types;
    }

    private static int firstLine(MethodNode body) {
        for (AbstractInsnNode at : body.instructions) {
            if (at instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return -1;
    }

    private void weave() {
        ControlFlow flow = new ControlFlow(body);
        Liveness liveness = new Liveness(flow);
        liveAtStart = liveness.before(0);
        planPoints(liveness);
        for (int i = 0; i < flow.size(); i++) {
            if (flow.instructions[i] instanceof FrameNode frame) {
                prune(frame, liveness.before(i));
            }
        }
        shiftVariables();
        for (int i = 0; i < points.size(); i++) {
            weaveAwait(i);
        }
        weaveReturns();
        body.instructions.insert(prologue().list);
        body.instructions.add(tail.list);
        body.maxLocals += SHIFT;
        body.maxStack = Math.max(body.maxStack + 3, SHIFT);
        body.desc = DESCRIPTOR;
        body.signature = null;
        body.parameters = null;
        body.visibleParameterAnnotations = null;
        body.invisibleParameterAnnotations = null;
        body.visibleTypeAnnotations = null;
        body.invisibleTypeAnnotations = null;
        body.visibleLocalVariableAnnotations = null;
        body.invisibleLocalVariableAnnotations = null;
        VariableRanges.cut(body);
    }

    /** Captured values in variables that no instruction assigns, by variable. */
    private Map<Integer, Integer> unassignedCaptures() {
        Map<Integer, Integer> captures = new HashMap<>();
        int slot = 0;
        for (int i = 0; i < captured.size(); i++) {
            captures.put(slot, i);
            slot += captured.get(i).getSize();
        }
        for (AbstractInsnNode instruction : body.instructions) {
            if (instruction instanceof IincInsnNode it) {
                captures.remove(it.var);
            } else if (instruction instanceof VarInsnNode it && it.getOpcode() >= Opcodes.ISTORE) {
                captures.remove(it.var);
                if (Liveness.isWide(it.getOpcode())) {
                    captures.remove(it.var + 1);
                }
            }
        }
        return captures;
    }

    private void planPoints(Liveness liveness) {
        Map<AbstractInsnNode, AwaitSites.Site> sites = new HashMap<>();
        awaits.forEach(it -> sites.put(it.call(), it));
        Simulation.run(
                owner,
                body,
                (instruction, state) -> {
                    if (!sites.containsKey(instruction)) {
                        return;
                    }
                    if (!state.isReachable()) {
                        throw new Refusal.Exit(
                                Refusal.Reason.UNKNOWN_BYTECODE,
                                sites.get(instruction).line(),
                                "an await that cannot be reached");
                    }
                    Map<Integer, Object> live = new TreeMap<>();
                    liveness.before(body.instructions.indexOf(instruction)).stream()
                            .forEach(slot -> live.put(slot, state.local(slot)));
                    points.add(plan.plan(state.operandsBelow(1), live));
                });
    }

    // Frames.

    private void prune(FrameNode frame, BitSet live) {
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

    private FrameNode frame(SpillPlan.Point point, Object future, Object resumed, Object... top) {
        TreeMap<Integer, Object> locals = new TreeMap<>();
        point.locals().forEach(it -> locals.put(it.local(), it.type()));
        List<Object> stack = new ArrayList<>();
        point.operands().forEach(it -> stack.add(it.type()));
        stack.addAll(Arrays.asList(top));
        return frame(future, resumed, locals, stack);
    }

    private FrameNode entryFrame() {
        return frame(Opcodes.TOP, Opcodes.TOP, new TreeMap<>(), List.of());
    }

    // The code in place.

    private void shiftVariables() {
        for (AbstractInsnNode instruction : body.instructions) {
            switch (instruction) {
                case VarInsnNode it -> it.var += SHIFT;
                case IincInsnNode it -> it.var += SHIFT;
                default -> {}
            }
        }
        if (body.localVariables != null) {
            for (LocalVariableNode variable : body.localVariables) {
                variable.index += SHIFT;
            }
        }
    }

    private void weaveAwait(int index) {
        SpillPlan.Point point = points.get(index);
        AwaitSites.Site site = awaits.get(index);
        boolean saves =
                !point.savesNothing() || plan.slots().stream().anyMatch(BodyWeaver::isReference);
        Object resumed = saves ? Opcodes.INTEGER : Opcodes.TOP;
        LabelNode poll = new LabelNode();
        LabelNode suspend = new LabelNode();
        Code code = new Code(machine);
        if (saves) {
            code.op(Opcodes.ICONST_0).var(Opcodes.ISTORE, Type.INT_TYPE, RESUMED);
        }
        code.add(poll)
                .add(frame(point, Opcodes.TOP, resumed, CoreNames.FUTURE))
                .op(Opcodes.DUP)
                .add(new VarInsnNode(Opcodes.ASTORE, FUTURE))
                .add(new VarInsnNode(Opcodes.ALOAD, 1))
                .add(Code.call(Opcodes.INVOKEINTERFACE, CoreNames.FUTURE_POLL))
                .op(Opcodes.DUP)
                .add(pending())
                .add(new JumpInsnNode(Opcodes.IF_ACMPEQ, suspend))
                .add(new TypeInsnNode(Opcodes.CHECKCAST, CoreNames.READY))
                .add(Code.call(Opcodes.INVOKEVIRTUAL, CoreNames.READY_VALUE));
        body.instructions.insert(site.call(), code.list);
        body.instructions.remove(site.call());

        tail.add(suspend);
        line(site);
        tail.add(frame(point, CoreNames.FUTURE, resumed, CoreNames.POLL)).op(Opcodes.POP);
        if (saves) {
            LabelNode save = new LabelNode();
            tail.var(Opcodes.ILOAD, Type.INT_TYPE, RESUMED)
                    .add(new JumpInsnNode(Opcodes.IFEQ, save))
                    .machine()
                    .callMachine(CoreNames.SUSPEND_AGAIN)
                    .op(Opcodes.ARETURN)
                    .add(save)
                    .add(frame(point, CoreNames.FUTURE, resumed));
            save(point);
        }
        tail.machine()
                .push(index + 1)
                .add(new VarInsnNode(Opcodes.ALOAD, FUTURE))
                .callMachine(CoreNames.SUSPEND)
                .op(Opcodes.ARETURN);

        LabelNode resume = new LabelNode();
        resumes.add(resume);
        tail.add(resume);
        line(site);
        tail.add(entryFrame());
        point.locals().forEach(this::restore);
        point.operands().forEach(this::restore);
        tail.machine().callMachine(CoreNames.AWAITING);
        if (saves) {
            tail.op(Opcodes.ICONST_1).var(Opcodes.ISTORE, Type.INT_TYPE, RESUMED);
        }
        tail.add(new JumpInsnNode(Opcodes.GOTO, poll));
    }

    private void line(AwaitSites.Site site) {
        if (site.line() >= 0) {
            LabelNode here = new LabelNode();
            tail.add(here).add(new LineNumberNode(site.line(), here));
        }
    }

    private static FieldInsnNode pending() {
        CoreNames.Member pending = CoreNames.PENDING;
        return new FieldInsnNode(
                Opcodes.GETSTATIC, pending.owner(), pending.name(), pending.descriptor());
    }

    private void weaveReturns() {
        for (AbstractInsnNode instruction : body.instructions.toArray()) {
            Code code = new Code(machine).machine();
            if (instruction.getOpcode() == Opcodes.ARETURN) {
                code.op(Opcodes.SWAP).callMachine(CoreNames.FINISH_VALUE);
            } else if (instruction.getOpcode() == Opcodes.RETURN) {
                code.callMachine(CoreNames.FINISH_VOID);
            } else {
                continue;
            }
            body.instructions.insertBefore(instruction, code.list);
            body.instructions.set(instruction, new InsnNode(Opcodes.ARETURN));
        }
    }

    private Code prologue() {
        Code code = new Code(machine).machine().add(new TypeInsnNode(Opcodes.CHECKCAST, machine));
        LabelNode start = new LabelNode();
        if (!resumes.isEmpty()) {
            code.op(Opcodes.DUP)
                    .add(new VarInsnNode(Opcodes.ASTORE, 0))
                    .callMachine(CoreNames.POINT)
                    .add(
                            new TableSwitchInsnNode(
                                    1, resumes.size(), start, resumes.toArray(LabelNode[]::new)))
                    .add(start)
                    .add(entryFrame());
        } else {
            code.add(new VarInsnNode(Opcodes.ASTORE, 0));
        }
        int slot = 0;
        for (int i = 0; i < captured.size(); i++) {
            if (liveAtStart.get(slot)) {
                code.machine()
                        .field(Opcodes.GETFIELD, "c" + i, captured.get(i).getDescriptor())
                        .var(Opcodes.ISTORE, captured.get(i), slot + SHIFT);
            }
            slot += captured.get(i).getSize();
        }
        // Two frames may not share an offset: a body may begin with a loop.
        return code.op(Opcodes.NOP);
    }

    // The code behind.

    private void save(SpillPlan.Point point) {
        for (Saved operand : point.operands().reversed()) {
            if (operand.slot() == null) {
                tail.op(Opcodes.POP);
            } else if (operand.asmType().getSize() == 2) {
                tail.machine().op(Opcodes.DUP_X2).op(Opcodes.POP);
                put(operand.slot());
            } else {
                tail.machine().op(Opcodes.SWAP);
                put(operand.slot());
            }
        }
        for (Saved local : point.locals()) {
            if (local.slot() != null) {
                tail.machine().var(Opcodes.ILOAD, local.asmType(), local.local() + SHIFT);
                put(local.slot());
            }
        }
        for (Saved.Slot slot : plan.slots()) {
            if (isReference(slot) && !uses(point, slot)) {
                tail.machine().op(Opcodes.ACONST_NULL);
                put(slot);
            }
        }
    }

    private static boolean isReference(Saved.Slot slot) {
        return slot.kind == Saved.REFERENCE;
    }

    private static boolean uses(SpillPlan.Point point, Saved.Slot slot) {
        return point.operands().stream().anyMatch(it -> it.slot() == slot)
                || point.locals().stream().anyMatch(it -> it.slot() == slot);
    }

    private void put(Saved.Slot slot) {
        tail.field(Opcodes.PUTFIELD, slot.name, slot.fieldDescriptor());
    }

    private void restore(Saved saved) {
        if (saved.capture() >= 0) {
            tail.machine()
                    .field(
                            Opcodes.GETFIELD,
                            "c" + saved.capture(),
                            captured.get(saved.capture()).getDescriptor());
        } else if (saved.slot() == null) {
            tail.op(Opcodes.ACONST_NULL);
        } else {
            tail.machine()
                    .field(Opcodes.GETFIELD, saved.slot().name, saved.slot().fieldDescriptor());
            if (saved.slot().mixed && !saved.type().equals("java/lang/Object")) {
                tail.add(new TypeInsnNode(Opcodes.CHECKCAST, (String) saved.type()));
            }
        }
        if (saved.local() >= 0) {
            tail.var(Opcodes.ISTORE, saved.asmType(), saved.local() + SHIFT);
        }
    }
}
