package yamanote.compiler.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import yamanote.compiler.weave.CoreNames;
import yamanote.compiler.weave.Hierarchy;

/** Reads class files through a class loader, without loading the classes. */
final class LoaderHierarchy implements Hierarchy {
    private final ClassLoader loader;
    private final Map<String, Shape> known = new HashMap<>();

    LoaderHierarchy(ClassLoader loader) {
        this.loader = loader;
    }

    /** What matters of a class: its direct supertypes, and whether it has an await of its own. */
    private record Shape(List<String> supertypes, boolean hasAwait) {
        static final Shape UNKNOWN = new Shape(List.of(), false);
    }

    @Override
    public boolean isSubtype(String type, String ancestor) {
        return type.equals(ancestor)
                || shape(type).supertypes.stream().anyMatch(it -> isSubtype(it, ancestor));
    }

    @Override
    public boolean overridesAwait(String type) {
        Shape shape = shape(type);
        return (shape.hasAwait && !CoreNames.isOfCore(type))
                || shape.supertypes.stream().anyMatch(this::overridesAwait);
    }

    private Shape shape(String type) {
        return type.startsWith("[") ? Shape.UNKNOWN : known.computeIfAbsent(type, this::read);
    }

    private Shape read(String type) {
        try (InputStream in = open(type + ".class")) {
            if (in == null) {
                return Shape.UNKNOWN;
            }
            ShapeReader reader = new ShapeReader();
            new ClassReader(in).accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
            return new Shape(reader.supertypes, reader.hasAwait);
        } catch (IOException | IllegalArgumentException unreadable) {
            return Shape.UNKNOWN;
        }
    }

    private @Nullable InputStream open(String resource) {
        return loader.getResourceAsStream(resource);
    }

    private static final class ShapeReader extends ClassVisitor {
        final List<String> supertypes = new ArrayList<>();
        boolean hasAwait;

        ShapeReader() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            if (superName != null) {
                supertypes.add(superName);
            }
            if (interfaces != null) {
                supertypes.addAll(List.of(interfaces));
            }
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if (name.equals("await")
                    && descriptor.startsWith("()")
                    && (access & Opcodes.ACC_ABSTRACT) == 0) {
                hasAwait = true;
            }
            return null;
        }
    }
}
