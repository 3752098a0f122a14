package yamanote.compiler.weave;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Weaves one class file: the entrance of the weaver, for the compiler plugin and for the agent. */
public final class ClassWeaver {
    private final Hierarchy hierarchy;
    private final boolean selfContained;

    /**
     * @param selfContained whether the class shall carry its machines as constants and define them
     *     at first use, because no class files can be added
     */
    public ClassWeaver(Hierarchy hierarchy, boolean selfContained) {
        this.hierarchy = hierarchy;
        this.selfContained = selfContained;
    }

    /** Whether a class file could hold a body at all: a cheap search for the target types. */
    public static boolean mayHoldBodies(byte[] classFile) {
        byte[] wanted = CoreNames.TARGET_PREFIX.getBytes(StandardCharsets.ISO_8859_1);
        search:
        for (int i = 0; i <= classFile.length - wanted.length; i++) {
            for (int j = 0; j < wanted.length; j++) {
                if (classFile[i + j] != wanted[j]) {
                    continue search;
                }
            }
            return true;
        }
        return false;
    }

    /** Weaves what can be woven. A class that is woven already is left alone. */
    public WovenClass weave(byte[] classFile) {
        if (!mayHoldBodies(classFile)) {
            return new WovenClass(null, Map.of(), List.of());
        }
        List<Refusal> refusals = new ArrayList<>();
        Set<BodySites.Key> refused = new HashSet<>();
        while (true) {
            Attempt attempt = new Attempt(read(classFile), refused, refusals);
            try {
                return attempt.weave();
            } catch (MethodTooLargeException thrown) {
                BodySites.Key key = attempt.keyOf(thrown.getMethodName());
                if (key == null || !refused.add(key)) {
                    throw thrown;
                }
                tooLarge(refusals, key);
            }
        }
    }

    private static void tooLarge(List<Refusal> refusals, BodySites.Key key) {
        refusals.removeIf(it -> it.reason() != Refusal.Reason.TOO_LARGE);
        refusals.add(
                new Refusal(
                        key.method(),
                        -1,
                        Refusal.Reason.TOO_LARGE,
                        "an async body that is larger than a method may be when woven: move parts"
                                + " of it into async methods of their own"));
    }

    private static ClassNode read(byte[] classFile) {
        ClassNode node = new ClassNode();
        try {
            new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
        } catch (IllegalArgumentException unknownVersion) {
            throw new UnsupportedClassVersionError(
                    "class file version "
                            + (((classFile[6] & 0xFF) << 8) | (classFile[7] & 0xFF))
                            + " is newer than this yamanote-compiler knows: update it");
        }
        return node;
    }

    /** One pass over a class; it is repeated without a body that turns out too large. */
    private final class Attempt {
        private final ClassNode node;
        private final Set<BodySites.Key> refused;
        private final List<Refusal> refusals;
        private final Map<BodySites.Key, WovenBody> machines = new HashMap<>();

        Attempt(ClassNode node, Set<BodySites.Key> refused, List<Refusal> refusals) {
            this.node = node;
            this.refused = refused;
            this.refusals = refusals;
        }

        WovenClass weave() {
            if (isWoven(node)) {
                return new WovenClass(null, Map.of(), List.of());
            }
            BodySites sites = new BodySites(node);
            refusals.addAll(sites.refusals());
            sites.bodies().forEach(this::weaveBody);
            if (machines.isEmpty()) {
                return new WovenClass(null, Map.of(), List.copyOf(refusals));
            }
            machines.values().forEach(this::settle);
            new SiteRewriter(node, machines, selfContained).rewrite();
            if (node.invisibleAnnotations == null) {
                node.invisibleAnnotations = new ArrayList<>();
            }
            AnnotationNode mark = new AnnotationNode(CoreNames.WOVEN);
            mark.values = List.of("contract", CoreNames.CONTRACT);
            node.invisibleAnnotations.add(mark);
            ClassWriter writer = new ClassWriter(0);
            node.accept(writer);
            Map<String, byte[]> files = new TreeMap<>();
            if (!selfContained) {
                machines.values().forEach(it -> files.put(it.name(), it.write(node)));
            }
            return new WovenClass(writer.toByteArray(), files, List.copyOf(refusals));
        }

        BodySites.@Nullable Key keyOf(String method) {
            return machines.values().stream()
                    .filter(it -> it.woven().name.equals(method))
                    .map(WovenBody::key)
                    .findFirst()
                    .orElse(null);
        }

        /** Weaves a copy: a body that is refused half-way keeps its code. */
        private void weaveBody(BodySites.Key key, MethodNode body) {
            if (refused.contains(key)) {
                return;
            }
            String name = machineName(body);
            MethodNode copy = copy(body);
            try {
                BodyWeaver.Frame frame = BodyWeaver.weave(node.name, name, copy, hierarchy);
                machines.put(key, new WovenBody(key, name, body, copy, frame));
            } catch (Refusal.Exit exit) {
                refusals.add(new Refusal(body.name, exit.line, exit.reason, exit.getMessage()));
            }
        }

        /**
         * Named after the body; no two names differ in case only, since file systems confuse them.
         */
        private String machineName(MethodNode body) {
            String name = node.name + "$$" + body.name.substring("lambda$".length());
            while (machines.values().stream()
                    .map(WovenBody::name)
                    .anyMatch(name::equalsIgnoreCase)) {
                name += "$";
            }
            return name;
        }

        /** Puts a woven method in its body's place, callable from the machine. */
        private void settle(WovenBody machine) {
            machine.woven().access =
                    Opcodes.ACC_STATIC
                            | Opcodes.ACC_SYNTHETIC
                            | (WovenBody.isInterface(node) ? Opcodes.ACC_PUBLIC : 0);
            node.methods.set(node.methods.indexOf(machine.original()), machine.woven());
        }
    }

    private static boolean isWoven(ClassNode node) {
        return node.invisibleAnnotations != null
                && node.invisibleAnnotations.stream()
                        .anyMatch(it -> it.desc.equals(CoreNames.WOVEN));
    }

    static MethodNode copy(MethodNode method) {
        MethodNode copy =
                new MethodNode(
                        Opcodes.ASM9,
                        method.access,
                        method.name,
                        method.desc,
                        method.signature,
                        method.exceptions.toArray(String[]::new));
        method.accept(copy);
        return copy;
    }
}
