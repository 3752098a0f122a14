package yamanote.compiler.weave;

import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * One body on its way from a lambda to a machine.
 *
 * @param name internal name of the machine
 * @param original its method as it was compiled
 * @param woven its method as it becomes
 * @param siteTypes what its sites want to get: the functional interface, or a future
 */
record WovenBody(
        BodySites.Key key,
        String name,
        MethodNode original,
        MethodNode woven,
        BodyWeaver.Frame frame,
        Set<Type> siteTypes) {

    WovenBody(
            BodySites.Key key,
            String name,
            MethodNode original,
            MethodNode woven,
            BodyWeaver.Frame frame) {
        this(key, name, original, woven, frame, new LinkedHashSet<>());
    }

    /** The class file of the machine. */
    byte[] write(ClassNode outer) {
        return MachineWriter.write(
                new MachineWriter.Spec(
                        name,
                        outer.name,
                        isInterface(outer),
                        woven.name,
                        outer.version,
                        outer.sourceFile,
                        key.target(),
                        frame,
                        siteTypes));
    }

    static boolean isInterface(ClassNode node) {
        return (node.access & Opcodes.ACC_INTERFACE) != 0;
    }
}
