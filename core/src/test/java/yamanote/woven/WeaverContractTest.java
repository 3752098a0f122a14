package yamanote.woven;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import yamanote.compiler.weave.CoreNames;
import yamanote.compiler.weave.TargetType;

/** The names that the weaver writes into user classes are those of this core. */
class WeaverContractTest {
    @Test
    void weaverAndRuntimeSpeakTheSameContract() {
        assertThat(CoreNames.CONTRACT).isEqualTo(WeaverContract.VERSION);
    }

    @TestFactory
    Stream<DynamicTest> everyMemberExists() {
        return CoreNames.MEMBERS.stream()
                .map(it ->
                        DynamicTest.dynamicTest(
                                it.toString(), () -> assertThat(exists(it)).isTrue()));
    }

    @Test
    void everyTargetTypeHasItsMachine() throws ReflectiveOperationException {
        for (TargetType target : TargetType.values()) {
            Class<?> type = load(target.interfaceName);
            Class<?> machine = load(target.machineBase);
            assertThat(type).isAssignableFrom(machine);
            assertThat(AsyncMachine.class).isAssignableFrom(machine);
            assertThat(type.getMethods())
                    .filteredOn(it -> Modifier.isAbstract(it.getModifiers()))
                    .extracting("name")
                    .containsExactly(target.method);
            assertThat(
                            declares(machine, target.maker(), target.makerDescriptor())
                                    || declares(type, target.maker(), target.makerDescriptor()))
                    .as("%s %s", target.maker(), target.makerDescriptor())
                    .isTrue();
        }
    }

    private static boolean exists(CoreNames.Member member) throws ReflectiveOperationException {
        Class<?> owner = load(member.owner());
        return member.descriptor().startsWith("(")
                ? declares(owner, member.name(), member.descriptor())
                : owner.getDeclaredField(member.name())
                        .getType()
                        .descriptorString()
                        .equals(member.descriptor());
    }

    private static boolean declares(Class<?> owner, String name, String descriptor) {
        return Arrays.stream(owner.getDeclaredMethods())
                .filter(it -> it.getName().equals(name))
                .filter(it -> !Modifier.isPrivate(it.getModifiers()))
                .map(it -> MethodType.methodType(it.getReturnType(), it.getParameterTypes()))
                .anyMatch(it -> it.descriptorString().equals(descriptor));
    }

    private static Class<?> load(String internalName) throws ClassNotFoundException {
        return Class.forName(internalName.replace('/', '.'));
    }
}
