package yamanote.compiler.weave;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** The functional interfaces whose lambdas are woven, and the base class of their machines. */
public enum TargetType {
    BODY("yamanote/future/AsyncBody", "run", "yamanote/woven/BodyMachine", false),
    ACTION("yamanote/future/AsyncAction", "run", "yamanote/woven/ActionMachine", false),
    FUNCTION("yamanote/future/AsyncFunction", "apply", "yamanote/woven/FunctionMachine", true),
    CONSUMER("yamanote/future/AsyncConsumer", "accept", "yamanote/woven/ConsumerMachine", true);

    /** Internal name of the functional interface. */
    public final String interfaceName;

    /** Its one abstract method. */
    public final String method;

    /** Internal name of the machines' base class. */
    public final String machineBase;

    /** Whether a machine is made for each argument, by the object that the lambda becomes. */
    public final boolean hasArgument;

    TargetType(String interfaceName, String method, String machineBase, boolean hasArgument) {
        this.interfaceName = interfaceName;
        this.method = method;
        this.machineBase = machineBase;
        this.hasArgument = hasArgument;
    }

    /** Descriptor of the method that makes a new machine: {@code start} or {@code fresh}. */
    public String makerDescriptor() {
        return hasArgument
                ? "(Ljava/lang/Object;)L" + CoreNames.FUTURE + ";"
                : "()L" + machineBase + ";";
    }

    /** Name of the method that makes a new machine. */
    public String maker() {
        return hasArgument ? "start" : "fresh";
    }

    static @Nullable TargetType of(Type type) {
        return type.getSort() == Type.OBJECT ? of(type.getClassName()) : null;
    }

    /** The target type of that binary name, or null. */
    public static @Nullable TargetType of(String binaryName) {
        return Arrays.stream(values())
                .filter(it -> it.interfaceName.replace('/', '.').equals(binaryName))
                .findFirst()
                .orElse(null);
    }
}
