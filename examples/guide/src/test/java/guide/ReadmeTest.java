package guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program in the README is a whole program: it compiles, is woven, and prints its dashboard.
 */
class ReadmeTest {
    @Test
    void programOfTheReadmeRuns(@TempDir Path folder) throws Exception {
        String readme = Files.readString(Path.of("../../README.md"));
        Matcher program = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(program.find()).isTrue();
        Files.writeString(folder.resolve("Readme.java"), program.group(1));
        String classPath = System.getProperty("java.class.path");

        String compiled =
                run(
                        folder,
                        "javac",
                        "-d",
                        "out",
                        "-cp",
                        classPath,
                        "-processorpath",
                        classPath,
                        "Readme.java");
        assertThat(compiled).isEmpty();
        String printed =
                run(
                        folder,
                        "java",
                        "-Dyamanote.requireWoven=true",
                        "-cp",
                        "out" + java.io.File.pathSeparator + classPath,
                        "Readme");
        assertThat(printed.strip())
                .isEqualTo("Dashboard[user=user, posts=posts, settings=settings]");
    }

    private static String run(Path folder, String tool, String... arguments) throws Exception {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(java.util.List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
