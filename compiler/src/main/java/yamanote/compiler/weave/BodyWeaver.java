package yamanote.compiler.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
 * Behind the code stands what suspends and resumes ({@link SuspensionCode}), and before it a switch
 * from the machine's suspension point to where it resumes, or to the start, where the captured
 * values are loaded. All frames are written out ({@link Frames}).
 */
final class BodyWeaver {
    /** First variable of the original code. */
    static final int SHIFT = 4;

    static final String DESCRIPTOR =
            "(L" + CoreNames.MACHINE + ";L" + CoreNames.CONTEXT + ";)L" + CoreNames.POLL + ";";

    static final int FUTURE = 2;
    static final int RESUMED = 3;

    private final String owner;
    private final String machine;
    private final MethodNode body;
    private final List<Type> captured;
    private final List<AwaitSites.Site> awaits;
    private final List<SpillPlan.Point> points = new ArrayList<>();
    private final Frames frames;
    private final SpillPlan plan;
    private final SuspensionCode suspensions;
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
        frames = new Frames(machine);
        awaits = AwaitSites.normalise(body, hierarchy);
        UninitializedNews.relocate(owner, body, awaits);
        NameableTypes nameable = new NameableTypes(owner, body);
        plan = new SpillPlan(unassignedCaptures(), nameable::contains);
        suspensions = new SuspensionCode(machine, captured, plan.slots());
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
                frames.prune(frame, liveness.before(i));
            }
        }
        shiftVariables();
        for (int i = 0; i < points.size(); i++) {
            weaveAwait(awaits.get(i), points.get(i));
        }
        weaveReturns();
        body.instructions.insert(prologue().list);
        body.instructions.add(suspensions.code());
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

    private void weaveAwait(AwaitSites.Site site, SpillPlan.Point point) {
        SuspensionCode.Stubs stubs = suspensions.write(site, point);
        Code code = new Code(machine);
        if (stubs.saves()) {
            code.op(Opcodes.ICONST_0).var(Opcodes.ISTORE, Type.INT_TYPE, RESUMED);
        }
        code.add(stubs.poll())
                .add(frames.at(point, Opcodes.TOP, stubs.resumed(), CoreNames.FUTURE))
                .op(Opcodes.DUP)
                .add(new VarInsnNode(Opcodes.ASTORE, FUTURE))
                .add(new VarInsnNode(Opcodes.ALOAD, 1))
                .add(Code.call(Opcodes.INVOKEINTERFACE, CoreNames.FUTURE_POLL))
                .op(Opcodes.DUP)
                .add(pending())
                .add(new JumpInsnNode(Opcodes.IF_ACMPEQ, stubs.suspend()))
                .add(new TypeInsnNode(Opcodes.CHECKCAST, CoreNames.READY))
                .add(Code.call(Opcodes.INVOKEVIRTUAL, CoreNames.READY_VALUE));
        body.instructions.insert(site.call(), code.list);
        body.instructions.remove(site.call());
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
        List<LabelNode> resumes = suspensions.resumes();
        if (!resumes.isEmpty()) {
            code.op(Opcodes.DUP)
                    .add(new VarInsnNode(Opcodes.ASTORE, 0))
                    .callMachine(CoreNames.POINT)
                    .add(
                            new TableSwitchInsnNode(
                                    1, resumes.size(), start, resumes.toArray(LabelNode[]::new)))
                    .add(start)
                    .add(frames.entry());
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
}
