package yamanote.compiler.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What stands behind the code of a body, outside of every try block: for each await k
 *
 * <pre>
 *   SUSPEND_k: [operands, poll]  if resumed, the saved frame still stands: return pending.
 *              Save operands and live variables, clear what is unused, remember k and the future,
 *              return pending.
 *   RESUME_k:  restore variables and operands, push the future; resumed = 1; goto POLL_k
 * </pre>
 */
final class SuspensionCode {
    private final List<Type> captured;
    private final List<Saved.Slot> slots;
    private final Frames frames;
    private final Code code;
    private final List<LabelNode> resumes = new ArrayList<>();

    /** The labels of one await; if it saves nothing, it need not know whether it resumed. */
    record Stubs(LabelNode poll, LabelNode suspend, boolean saves) {
        Object resumed() {
            return saves ? Opcodes.INTEGER : Opcodes.TOP;
        }
    }

    /**
     * @param slots all fields that the plan uses; complete before the first await is written
     */
    SuspensionCode(String machine, List<Type> captured, List<Saved.Slot> slots) {
        this.captured = captured;
        this.slots = slots;
        frames = new Frames(machine);
        code = new Code(machine);
    }

    InsnList code() {
        return code.list;
    }

    List<LabelNode> resumes() {
        return resumes;
    }

    Stubs write(AwaitSites.Site site, SpillPlan.Point point) {
        boolean saves =
                !point.savesNothing() || slots.stream().anyMatch(SuspensionCode::isReference);
        Stubs stubs = new Stubs(new LabelNode(), new LabelNode(), saves);
        resumes.add(new LabelNode());
        suspend(site, point, stubs);
        resume(site, point, stubs);
        return stubs;
    }

    private void suspend(AwaitSites.Site site, SpillPlan.Point point, Stubs stubs) {
        code.add(stubs.suspend);
        line(site);
        code.add(frames.at(point, CoreNames.FUTURE, stubs.resumed(), CoreNames.POLL))
                .op(Opcodes.POP);
        if (stubs.saves) {
            LabelNode save = new LabelNode();
            code.var(Opcodes.ILOAD, Type.INT_TYPE, BodyWeaver.RESUMED)
                    .add(new JumpInsnNode(Opcodes.IFEQ, save))
                    .machine()
                    .callMachine(CoreNames.SUSPEND_AGAIN)
                    .op(Opcodes.ARETURN)
                    .add(save)
                    .add(frames.at(point, CoreNames.FUTURE, stubs.resumed()));
            save(point);
        }
        code.machine()
                .push(resumes.size())
                .add(new VarInsnNode(Opcodes.ALOAD, BodyWeaver.FUTURE))
                .callMachine(CoreNames.SUSPEND)
                .op(Opcodes.ARETURN);
    }

    private void resume(AwaitSites.Site site, SpillPlan.Point point, Stubs stubs) {
        code.add(resumes.getLast());
        line(site);
        code.add(frames.entry());
        point.locals().forEach(this::restore);
        point.operands().forEach(this::restore);
        code.machine().callMachine(CoreNames.AWAITING);
        if (stubs.saves) {
            code.op(Opcodes.ICONST_1).var(Opcodes.ISTORE, Type.INT_TYPE, BodyWeaver.RESUMED);
        }
        code.add(new JumpInsnNode(Opcodes.GOTO, stubs.poll));
    }

    private void line(AwaitSites.Site site) {
        if (site.line() >= 0) {
            LabelNode here = new LabelNode();
            code.add(here).add(new LineNumberNode(site.line(), here));
        }
    }

    private void save(SpillPlan.Point point) {
        for (Saved operand : point.operands().reversed()) {
            if (operand.slot() == null) {
                code.op(Opcodes.POP);
            } else if (operand.asmType().getSize() == 2) {
                code.machine().op(Opcodes.DUP_X2).op(Opcodes.POP);
                put(operand.slot());
            } else {
                code.machine().op(Opcodes.SWAP);
                put(operand.slot());
            }
        }
        for (Saved local : point.locals()) {
            if (local.slot() != null) {
                code.machine()
                        .var(Opcodes.ILOAD, local.asmType(), local.local() + BodyWeaver.SHIFT);
                put(local.slot());
            }
        }
        for (Saved.Slot slot : slots) {
            if (isReference(slot) && !uses(point, slot)) {
                code.machine().op(Opcodes.ACONST_NULL);
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
        code.field(Opcodes.PUTFIELD, slot.name, slot.fieldDescriptor());
    }

    private void restore(Saved saved) {
        if (saved.capture() >= 0) {
            code.machine()
                    .field(
                            Opcodes.GETFIELD,
                            "c" + saved.capture(),
                            captured.get(saved.capture()).getDescriptor());
        } else if (saved.slot() == null) {
            code.op(Opcodes.ACONST_NULL);
        } else {
            code.machine()
                    .field(Opcodes.GETFIELD, saved.slot().name, saved.slot().fieldDescriptor());
            if (saved.slot().mixed && !saved.type().equals("java/lang/Object")) {
                code.add(new TypeInsnNode(Opcodes.CHECKCAST, (String) saved.type()));
            }
        }
        if (saved.local() >= 0) {
            code.var(Opcodes.ISTORE, saved.asmType(), saved.local() + BodyWeaver.SHIFT);
        }
    }
}
