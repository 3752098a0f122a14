package yamanote.woven;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodType;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import yamanote.Async;
import yamanote.compiler.weave.CoreNames;
import yamanote.compiler.weave.TargetType;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.Future;

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

    /** Each method that takes a body last, next to one for futures, is known, and no other. */
    @Test
    void startersAreTheMethodsThatAlsoTakeAFuture() throws Exception {
        Set<CoreNames.Starter> expected = new HashSet<>();
        for (Class<?> type : publicClasses()) {
            for (Method taker : type.getMethods()) {
                futureOverload(taker)
                        .map(it ->
                                new CoreNames.Starter(
                                        taker.getDeclaringClass().getName().replace('.', '/'),
                                        taker.getName(),
                                        it.getReturnType().descriptorString()))
                        .ifPresent(expected::add);
            }
        }
        assertThat(CoreNames.STARTERS).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Optional<Method> futureOverload(Method taker) {
        List<Class<?>> parameters = new ArrayList<>(List.of(taker.getParameterTypes()));
        if (parameters.isEmpty()
                || !List.of(AsyncBody.class, AsyncAction.class).contains(parameters.getLast())) {
            return Optional.empty();
        }
        parameters.set(parameters.size() - 1, Future.class);
        try {
            return Optional.of(
                    taker.getDeclaringClass()
                            .getMethod(taker.getName(), parameters.toArray(Class<?>[]::new)));
        } catch (NoSuchMethodException _) {
            return Optional.empty();
        }
    }

    private static List<Class<?>> publicClasses() throws Exception {
        List<Class<?>> classes = new ArrayList<>();
        for (Exports exported : Async.class.getModule().getDescriptor().exports()) {
            Path folder = Path.of("target/classes", exported.source().split("\\."));
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(".class") && !name.startsWith("package-info")) {
                        classes.add(
                                Class.forName(
                                        exported.source()
                                                + "."
                                                + name.substring(
                                                        0, name.length() - ".class".length())));
                    }
                }
            }
        }
        return classes;
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
