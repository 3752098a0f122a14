package yamanote.compiler.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** What is woven, what is refused, and how the result looks from outside. */
class ClassWeaverTest {
    @TempDir Path folder;

    private WovenClass weave(String program) {
        return new ClassWeaver(Compiled.HIERARCHY, false).weave(demo(program));
    }

    private byte[] demo(String program) {
        return Compiled.classes(folder, program).get("Demo");
    }

    private static MethodNode method(byte[] classFile, String prefix) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        return node.methods.stream()
                .filter(it -> it.name.startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }

    private static final String ONE =
            """
            public class Demo {
                AsyncBody<String> one(Future<String> f) { return () -> f.await() + this; }
            }
            """;

    @Test
    void bodyStaysInItsClassAndItsMachineIsNamedAfterIt() {
        WovenClass woven = weave(ONE);
        assertThat(woven.machines()).containsOnlyKeys("demo/Demo$$one$0");
        MethodNode body = method(woven.outer(), "lambda$one$0");
        assertThat(body.desc).isEqualTo(BodyWeaver.DESCRIPTOR);
        assertThat(body.access).isEqualTo(Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC);
        assertThat(woven.refusals()).isEmpty();
    }

    @Test
    void bodyInAnInterfaceIsPublicSinceItMayNotBePackagePrivate() {
        WovenClass woven =
                weave(
                        """
                        public interface Demo {
                            default AsyncBody<String> one(Future<String> f) {
                                return () -> f.await() + this;
                            }
                        }
                        """);
        assertThat(method(woven.outer(), "lambda$one$0").access)
                .isEqualTo(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC);
    }

    @Test
    void wovenClassIsLeftAloneTheSecondTime() {
        WovenClass again = new ClassWeaver(Compiled.HIERARCHY, true).weave(weave(ONE).outer());
        assertThat(again.outer()).isNull();
        assertThat(again.refusals()).isEmpty();
    }

    @Test
    void classCarriesItsMachinesIfNoFilesCanBeAdded() {
        WovenClass woven = new ClassWeaver(Compiled.HIERARCHY, true).weave(demo(ONE));
        assertThat(woven.outer()).isNotNull();
        assertThat(woven.machines()).isEmpty();
    }

    @Test
    void otherLambdasAreLeftAlone() {
        assertThat(
                        weave(
                                        """
                                        public class Demo {
                                            Runnable plain() { return () -> {}; }
                                            Class<?> names() { return AsyncBody.class; }
                                        }
                                        """)
                                .outer())
                .isNull();
    }

    @Test
    void refusedBodiesSayWhyAndWhere() {
        WovenClass woven =
                weave(
                        """
                        public class Demo {
                            AsyncBody<Object> reference(Object o) { return o::toString; }
                            AsyncBody<String> serial() {
                                return (AsyncBody<String> & Serializable) () -> "a";
                            }
                            AsyncBody<String> own(Own f) { return () -> f.await(); }
                            AsyncBody<String> locked(Future<String> f) {
                                return () -> { synchronized (this) { return f.await(); } };
                            }
                            AsyncBody<String> fine(Sub f) { return () -> f.await(); }
                        }
                        class Own implements Future<String> {
                            public String await() { return "own"; }
                        }
                        class Sub implements Future<String> {}
                        """);
        assertThat(woven.refusals())
                .extracting(Refusal::reason, Refusal::line)
                .containsExactlyInAnyOrder(
                        tuple(Refusal.Reason.METHOD_REFERENCE, 3),
                        tuple(Refusal.Reason.SERIALIZABLE, 5),
                        tuple(Refusal.Reason.OVERRIDDEN_AWAIT, 7),
                        tuple(Refusal.Reason.SYNCHRONIZED, 9));
        assertThat(woven.machines()).containsOnlyKeys("demo/Demo$$fine$0");
    }

    @Test
    void bodyThatGrowsTooLargeIsLeftAndTheOthersAreWoven() {
        WovenClass woven =
                weave(
                        "public class Demo { AsyncBody<Integer> huge(Future<Integer> f) { return () ->"
                                + " { int n = 0;"
                                + " n += f.await();".repeat(1_000)
                                + " return n; }; }\n"
                                + "AsyncBody<Integer> small(Future<Integer> f) { return () ->"
                                + " f.await(); } }");
        assertThat(woven.refusals())
                .extracting(Refusal::reason)
                .containsExactly(Refusal.Reason.TOO_LARGE);
        assertThat(woven.machines()).containsOnlyKeys("demo/Demo$$small$0");
        assertThat(method(woven.outer(), "lambda$huge$0").desc).contains("Future");
    }

    @Test
    void unknownClassFileVersionIsRefusedByName() {
        byte[] classFile = demo(ONE);
        classFile[7] = 120;
        assertThatThrownBy(() -> new ClassWeaver(Compiled.HIERARCHY, false).weave(classFile))
                .isInstanceOf(UnsupportedClassVersionError.class)
                .hasMessageContaining("class file version 120")
                .hasMessageContaining("update it");
    }

    @Test
    void machinesWhoseNamesDifferInCaseOnlyGetDifferentFiles() {
        WovenClass woven =
                weave(
                        """
                        public class Demo {
                            AsyncBody<String> one(Future<String> f) { return () -> f.await(); }
                            AsyncBody<String> One(Future<String> f) { return () -> f.await(); }
                        }
                        """);
        assertThat(woven.machines().keySet())
                .hasSize(2)
                .doesNotHaveDuplicates()
                .extracting(it -> it.toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
    }

    @Test
    void bodySharedWithAnotherLambdaIsCopied() {
        String program =
                """
                public class Demo {
                    AsyncBody<String> body() { return () -> "same"; }
                    java.util.concurrent.Callable<String> plain() { return () -> "same"; }
                }
                """;
        Map<String, byte[]> classes = Compiled.classesWithoutDebug(folder, program);
        WovenClass woven = new ClassWeaver(Compiled.HIERARCHY, false).weave(classes.get("Demo"));
        assertThat(woven.machines()).containsOnlyKeys("demo/Demo$$body$0$body");
        assertThat(method(woven.outer(), "lambda$body$0").desc).isEqualTo("()Ljava/lang/String;");
    }
}
