package yamanote.compiler.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the awaits of a body.
 *
 * <p>An await is a call of {@code await()} on a future or a subtype. A {@code close()} of an {@code
 * AsyncCloseable}, which is what the compiler writes at the end of try-with-resources, is an await
 * of {@code closeAsync()}, whose result is dropped; one of a plain {@code AutoCloseable} is decided
 * at run time. Suppressed exceptions come out right by themselves, since the call stays where the
 * compiler put it.
 */
final class AwaitSites {
    /** An await in its canonical form: a call of {@code Future.await()}. */
    record Site(MethodInsnNode call, int line) {}

    private AwaitSites() {}

    /** Gives the awaits in the order of the code, all turned into calls of {@code Future.await}. */
    static List<Site> normalise(MethodNode body, Hierarchy hierarchy) {
        List<Site> sites = new ArrayList<>();
        int line = -1;
        for (AbstractInsnNode instruction : body.instructions.toArray()) {
            if (instruction instanceof LineNumberNode number) {
                line = number.line;
            } else if (instruction instanceof MethodInsnNode call
                    && call.getOpcode() != Opcodes.INVOKESPECIAL
                    && call.getOpcode() != Opcodes.INVOKESTATIC
                    && normalise(body, call, line, hierarchy)) {
                sites.add(new Site(call, line));
            }
        }
        rejectMonitors(body, sites);
        return sites;
    }

    private static boolean normalise(
            MethodNode body, MethodInsnNode call, int line, Hierarchy hierarchy) {
        if (call.name.equals("await") && Type.getArgumentCount(call.desc) == 0) {
            if (!hierarchy.isSubtype(call.owner, CoreNames.FUTURE)) {
                return false;
            }
            if (!call.desc.equals(CoreNames.AWAIT.descriptor())
                    || hierarchy.overridesAwait(call.owner)) {
                throw new Refusal.Exit(
                        Refusal.Reason.OVERRIDDEN_AWAIT,
                        line,
                        call.owner.replace('/', '.')
                                + " overrides await(): implement poll(Context) only");
            }
        } else if (call.name.equals("close") && call.desc.equals("()V")) {
            if (hierarchy.isSubtype(call.owner, CoreNames.ASYNC_CLOSEABLE)) {
                body.instructions.insertBefore(
                        call, Code.call(Opcodes.INVOKEINTERFACE, CoreNames.CLOSE_ASYNC));
            } else if (call.owner.equals("java/lang/AutoCloseable")) {
                body.instructions.insertBefore(
                        call, Code.call(Opcodes.INVOKESTATIC, CoreNames.CLOSE));
            } else {
                return false;
            }
            body.instructions.insert(call, new InsnNode(Opcodes.POP));
        } else {
            return false;
        }
        call.setOpcode(Opcodes.INVOKEINTERFACE);
        call.owner = CoreNames.FUTURE;
        call.name = CoreNames.AWAIT.name();
        call.desc = CoreNames.AWAIT.descriptor();
        call.itf = true;
        return true;
    }

    /** A monitor belongs to a thread and a suspended body to none: await may not hold one. */
    private static void rejectMonitors(MethodNode body, List<Site> sites) {
        if (sites.isEmpty() || !hasMonitor(body)) {
            return;
        }
        ControlFlow flow = new ControlFlow(body);
        int[] depths = monitorDepths(flow);
        for (Site site : sites) {
            if (depths[body.instructions.indexOf(site.call)] > 0) {
                throw new Refusal.Exit(
                        Refusal.Reason.SYNCHRONIZED,
                        site.line,
                        "await inside synchronized: use yamanote.sync.Mutex, or end the"
                                + " synchronized block before the await");
            }
        }
    }

    private static boolean hasMonitor(MethodNode body) {
        return Arrays.stream(body.instructions.toArray())
                .anyMatch(it -> it.getOpcode() == Opcodes.MONITORENTER);
    }

    /** Monitors held before each instruction; -1 where control never comes. */
    private static int[] monitorDepths(ControlFlow flow) {
        int[] depths = new int[flow.size()];
        Arrays.fill(depths, -1);
        depths[0] = 0;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < depths.length; i++) {
                if (depths[i] < 0) {
                    continue;
                }
                int after =
                        switch (flow.instructions[i].getOpcode()) {
                            case Opcodes.MONITORENTER -> depths[i] + 1;
                            case Opcodes.MONITOREXIT -> Math.max(0, depths[i] - 1);
                            default -> depths[i];
                        };
                for (int next : flow.successors(i)) {
                    if (depths[next] < 0) {
                        depths[next] = after;
                        changed = true;
                    }
                }
                for (int handler : flow.handlers(i)) {
                    if (depths[handler] < 0) {
                        depths[handler] = depths[i];
                        changed = true;
                    }
                }
            }
        }
        return depths;
    }
}
