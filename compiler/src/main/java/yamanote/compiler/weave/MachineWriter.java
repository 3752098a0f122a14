package yamanote.compiler.weave;

import static org.objectweb.asm.Opcodes.*;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Writes the class of one body's machines: the fields of its frame and what the body's own class
 * cannot hold.
 *
 * <p>{@code poll} is generated for each machine rather than inherited, so that every await site
 * sees one target where it has one, and compilers inline from body to body.
 */
final class MachineWriter {
    /**
     * A machine to write.
     *
     * @param body the woven method in {@code outer}; its name begins with {@code lambda$}
     * @param siteTypes what its sites leave on the stack: the functional interface, or a future
     */
    record Spec(
            String name,
            String outer,
            boolean outerIsInterface,
            String body,
            int classVersion,
            @Nullable String source,
            TargetType target,
            BodyWeaver.Frame frame,
            Set<Type> siteTypes) {

        /** Types of the captured values, without the argument. */
        List<Type> siteArguments() {
            List<Type> all = frame.captured();
            return target.hasArgument ? all.subList(0, all.size() - 1) : all;
        }
    }

    private final Spec spec;
    private final ClassWriter writer = new ClassWriter(0);

    private MachineWriter(Spec spec) {
        this.spec = spec;
    }

    static byte[] write(Spec spec) {
        return new MachineWriter(spec).write();
    }

    private byte[] write() {
        writer.visit(
                spec.classVersion,
                ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC,
                spec.name,
                null,
                spec.target.machineBase,
                null);
        if (spec.source != null) {
            writer.visitSource(spec.source, null);
        }
        fields();
        checkContract();
        constructor();
        if (spec.target.hasArgument) {
            constructorWithoutArgument();
        }
        spec.siteTypes.forEach(this::make);
        maker();
        poll();
        info();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void fields() {
        List<Type> captured = spec.frame.captured();
        for (int i = 0; i < captured.size(); i++) {
            writer.visitField(ACC_FINAL, "c" + i, captured.get(i).getDescriptor(), null, null);
        }
        for (Saved.Slot slot : spec.frame.slots()) {
            writer.visitField(0, slot.name, slot.fieldDescriptor(), null, null);
        }
    }

    private void checkContract() {
        MethodVisitor code = writer.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
        code.visitCode();
        code.visitIntInsn(BIPUSH, CoreNames.CONTRACT);
        code.visitLdcInsn(Type.getObjectType(spec.name));
        call(code, INVOKESTATIC, CoreNames.REQUIRE);
        end(code, RETURN, 2, 0);
    }

    private void constructor() {
        MethodVisitor code =
                writer.visitMethod(0, "<init>", init(spec.frame.captured()), null, null);
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKESPECIAL, spec.target.machineBase, "<init>", "()V", false);
        int slot = 1;
        for (int i = 0; i < spec.frame.captured().size(); i++) {
            Type type = spec.frame.captured().get(i);
            code.visitVarInsn(ALOAD, 0);
            code.visitVarInsn(type.getOpcode(ILOAD), slot);
            code.visitFieldInsn(PUTFIELD, spec.name, "c" + i, type.getDescriptor());
            slot += type.getSize();
        }
        end(code, RETURN, 3, slot);
    }

    private void constructorWithoutArgument() {
        MethodVisitor code =
                writer.visitMethod(0, "<init>", init(spec.siteArguments()), null, null);
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        int slot = load(code, spec.siteArguments(), 1);
        code.visitInsn(ACONST_NULL);
        code.visitMethodInsn(
                INVOKESPECIAL, spec.name, "<init>", init(spec.frame.captured()), false);
        end(code, RETURN, slot + 1, slot);
    }

    /** What a site calls in place of making a lambda object. */
    private void make(Type result) {
        String descriptor = Type.getMethodDescriptor(result, array(spec.siteArguments()));
        MethodVisitor code = writer.visitMethod(ACC_STATIC, "make", descriptor, null, null);
        code.visitCode();
        code.visitTypeInsn(NEW, spec.name);
        code.visitInsn(DUP);
        int slot = load(code, spec.siteArguments(), 0);
        code.visitMethodInsn(INVOKESPECIAL, spec.name, "<init>", init(spec.siteArguments()), false);
        end(code, ARETURN, slot + 2, slot);
    }

    /** {@code fresh()} or {@code start(argument)}. */
    private void maker() {
        MethodVisitor code =
                writer.visitMethod(
                        spec.target.hasArgument ? ACC_PUBLIC : ACC_PROTECTED,
                        spec.target.maker(),
                        spec.target.makerDescriptor(),
                        null,
                        null);
        code.visitCode();
        code.visitTypeInsn(NEW, spec.name);
        code.visitInsn(DUP);
        int stack = 2;
        for (int i = 0; i < spec.siteArguments().size(); i++) {
            Type type = spec.siteArguments().get(i);
            code.visitVarInsn(ALOAD, 0);
            code.visitFieldInsn(GETFIELD, spec.name, "c" + i, type.getDescriptor());
            stack += type.getSize();
        }
        if (spec.target.hasArgument) {
            code.visitVarInsn(ALOAD, 1);
            code.visitTypeInsn(CHECKCAST, spec.frame.captured().getLast().getInternalName());
        }
        code.visitMethodInsn(
                INVOKESPECIAL, spec.name, "<init>", init(spec.frame.captured()), false);
        end(code, ARETURN, stack + 1, 2);
    }

    private void poll() {
        MethodVisitor code =
                writer.visitMethod(
                        ACC_PUBLIC,
                        CoreNames.FUTURE_POLL.name(),
                        CoreNames.FUTURE_POLL.descriptor(),
                        null,
                        new String[] {"java/lang/Exception"});
        Label begin = new Label();
        Label end = new Label();
        Label failed = new Label();
        code.visitCode();
        code.visitTryCatchBlock(begin, end, failed, null);
        code.visitVarInsn(ALOAD, 0);
        callOwn(code, CoreNames.BEGIN);
        code.visitLabel(begin);
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 1);
        code.visitMethodInsn(
                INVOKESTATIC, spec.outer, spec.body, BodyWeaver.DESCRIPTOR, spec.outerIsInterface);
        code.visitLabel(end);
        code.visitInsn(ARETURN);
        code.visitLabel(failed);
        code.visitFrame(
                F_NEW,
                2,
                new Object[] {spec.name, CoreNames.CONTEXT},
                1,
                new Object[] {"java/lang/Throwable"});
        code.visitVarInsn(ALOAD, 0);
        callOwn(code, CoreNames.FAILED);
        end(code, ATHROW, 2, 2);
    }

    private void info() {
        MethodVisitor code =
                writer.visitMethod(
                        ACC_PROTECTED,
                        CoreNames.MACHINE_INFO.name(),
                        CoreNames.MACHINE_INFO.descriptor(),
                        null,
                        null);
        String lines =
                spec.frame.lines().stream().map(String::valueOf).collect(Collectors.joining(","));
        code.visitCode();
        code.visitLdcInsn(
                spec.outer.replace('/', '.')
                        + "|"
                        + spec.body
                        + "|"
                        + (spec.source == null ? "" : spec.source)
                        + "|"
                        + lines);
        call(code, INVOKESTATIC, CoreNames.PARSE_INFO);
        end(code, ARETURN, 1, 1);
    }

    private static int load(MethodVisitor code, List<Type> arguments, int firstSlot) {
        int slot = firstSlot;
        for (Type type : arguments) {
            code.visitVarInsn(type.getOpcode(ILOAD), slot);
            slot += type.getSize();
        }
        return slot;
    }

    private static void end(MethodVisitor code, int opcode, int maxStack, int maxLocals) {
        code.visitInsn(opcode);
        code.visitMaxs(maxStack, maxLocals);
        code.visitEnd();
    }

    private static void call(MethodVisitor code, int opcode, CoreNames.Member member) {
        code.visitMethodInsn(opcode, member.owner(), member.name(), member.descriptor(), false);
    }

    private void callOwn(MethodVisitor code, CoreNames.Member member) {
        code.visitMethodInsn(INVOKEVIRTUAL, spec.name, member.name(), member.descriptor(), false);
    }

    private static String init(List<Type> arguments) {
        return Type.getMethodDescriptor(Type.VOID_TYPE, array(arguments));
    }

    private static Type[] array(List<Type> types) {
        return types.toArray(Type[]::new);
    }
}
