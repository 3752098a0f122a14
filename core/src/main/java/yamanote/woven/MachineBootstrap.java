package yamanote.woven;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;

/**
 * Links the sites of bodies that were woven while their class was loaded: the agent cannot add
 * class files, so the class carries its machines as constants and defines each at its first use.
 */
public final class MachineBootstrap {
    private MachineBootstrap() {}

    /**
     * The bootstrap of a site: gives its machine's constructor.
     *
     * @param machine binary name of the machine
     * @param classFile its class file, one char per byte, in pieces that fit into constants
     */
    public static CallSite link(
            Lookup lookup, String name, MethodType site, String machine, String... classFile)
            throws ReflectiveOperationException {
        Class<?> type = define(lookup, machine, classFile);
        MethodHandle constructor = lookup.findConstructor(type, site.changeReturnType(void.class));
        return new ConstantCallSite(constructor.asType(site));
    }

    /** Several sites and threads may ask for one machine: whoever comes first defines it. */
    private static Class<?> define(Lookup lookup, String machine, String[] classFile)
            throws ReflectiveOperationException {
        byte[] bytes = String.join("", classFile).getBytes(StandardCharsets.ISO_8859_1);
        try {
            return lookup.findClass(machine);
        } catch (ClassNotFoundException _) {
            try {
                return lookup.defineClass(bytes);
            } catch (LinkageError alreadyDefined) {
                try {
                    return lookup.findClass(machine);
                } catch (ClassNotFoundException _) {
                    throw alreadyDefined;
                }
            }
        }
    }
}
