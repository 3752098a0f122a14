package yamanote.verify;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.verify.harness.Agents;

/** What a woven class demands of the runtime, and what the runtime may demand of classes. */
final class WovenContractTest {
    private static final String REQUIRE_WOVEN = "-Dyamanote.requireWoven=true";
    private static final int OTHER_CONTRACT = 99;
    private static final List<String> ONE = List.of("yamanote.verify.corpus.Arguments");

    @Test
    void everyBodyOfTheCorpusIsWovenByJavac() throws Exception {
        assertWoven(Corpus.run("require", Corpus.wovenFamilies(), Corpus.woven(), REQUIRE_WOVEN));
    }

    @Test
    void everyBodyOfTheCorpusIsWovenByTheAgent() throws Exception {
        assertWoven(
                Corpus.run(
                        "require-agent",
                        Corpus.wovenFamilies(),
                        Corpus.unwoven(),
                        Agents.weaver(),
                        REQUIRE_WOVEN));
    }

    private static void assertWoven(List<String> actual) throws Exception {
        List<String> expected =
                Corpus.expected().stream().filter(l -> !l.startsWith("MethodReferences.")).toList();
        Corpus.assertSame(actual, expected);
    }

    @Test
    void unwovenBodiesAreRefusedIfWovenOnesAreRequired() throws Exception {
        assertThat(Corpus.run("refused", ONE, Corpus.unwoven(), REQUIRE_WOVEN))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line)
                                .contains("did not start")
                                .contains("Arguments is not woven")
                                .contains("yamanote.requireWoven")
                                .contains("annotation processor path"));
    }

    @Test
    void anotherContractIsRefusedNamingBoth() throws Exception {
        Path mutated = Corpus.fresh("contract");
        try (var files = Files.walk(Corpus.woven())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = mutated.resolve(Corpus.woven().relativize(file));
                Files.createDirectories(copy.getParent());
                Files.write(copy, mutate(file));
            }
        }
        assertThat(Corpus.run("contract", ONE, mutated))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line)
                                .contains("IncompatibleClassChangeError")
                                .contains("contract " + OTHER_CONTRACT)
                                .contains("contract 1")
                                .contains("same version"));
    }

    /** Raises the version in every call of {@code WeaverContract.require(int, Class)}. */
    private static byte[] mutate(Path file) throws IOException {
        ClassFile classes = ClassFile.of();
        var demand = MethodTypeDesc.of(CD_void, CD_int, CD_Class);
        CodeTransform raise =
                (code, element) -> {
                    if (element instanceof InvokeInstruction call
                            && call.name().equalsString("require")
                            && call.typeSymbol().equals(demand)) {
                        code.swap().pop().loadConstant(OTHER_CONTRACT).swap();
                    }
                    code.with(element);
                };
        return classes.transformClass(
                classes.parse(Files.readAllBytes(file)),
                ClassTransform.transformingMethodBodies(raise));
    }
}
