package yamanote.compiler.weave;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A value that must survive a suspension, and where it comes back from.
 *
 * @param type its verification type
 * @param local its variable, or -1 if it is an operand
 * @param capture the captured value that it still equals, or -1; such a value is not saved
 * @param slot where it is saved; null for a captured value and for the constant null
 */
record Saved(Object type, int local, int capture, @Nullable Slot slot) {

    /** A field of the machine that saves a value, a different one at each suspension point. */
    static final class Slot {
        final char kind;
        final String name;
        final String firstType;
        boolean mixed;

        Slot(char kind, int number, String firstType) {
            this.kind = kind;
            this.name = kind + Integer.toString(number);
            this.firstType = firstType;
        }

        /** A reference field that saves values of one type only needs no cast to restore them. */
        String descriptor() {
            return mixed ? "Ljava/lang/Object;" : Type.getObjectType(firstType).getDescriptor();
        }

        String fieldDescriptor() {
            return kind == REFERENCE ? descriptor() : String.valueOf(Character.toUpperCase(kind));
        }
    }

    static final char REFERENCE = 'l';

    /** The type as ASM's opcodes want it: any reference is an object. */
    Type asmType() {
        return asmType(type);
    }

    static Type asmType(Object type) {
        if (type == Opcodes.INTEGER) {
            return Type.INT_TYPE;
        } else if (type == Opcodes.LONG) {
            return Type.LONG_TYPE;
        } else if (type == Opcodes.FLOAT) {
            return Type.FLOAT_TYPE;
        } else if (type == Opcodes.DOUBLE) {
            return Type.DOUBLE_TYPE;
        }
        return Type.getObjectType(type instanceof String name ? name : "java/lang/Object");
    }

    /** The letter of the fields that save such values: i, j, f, d or l. */
    static char kind(Object type) {
        Type asmType = asmType(type);
        return asmType.getSort() == Type.OBJECT || asmType.getSort() == Type.ARRAY
                ? REFERENCE
                : Character.toLowerCase(asmType.getDescriptor().charAt(0));
    }
}
