package yamanote.verify.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** The options that load a Java agent. */
public final class Agents {
    private Agents() {}

    /** The weaver as agent: its jar, or before it is packaged a jar that only points to it. */
    public static String weaver() throws IOException {
        Path place = Locations.compiler().iterator().next();
        return "-javaagent:" + (Files.isRegularFile(place) ? place : pointer());
    }

    /** JaCoCo, its data in a file of its own. */
    public static String jacoco(Path data) {
        Path jar = Locations.module().resolve("target/jacoco/jacocoagent.jar");
        return "-javaagent:" + jar + "=destfile=" + data + ",includes=yamanote.verify.corpus.*";
    }

    private static Path pointer() throws IOException {
        var manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", Locations.AGENT);
        main.putValue("Can-Retransform-Classes", "true");
        main.put(
                Attributes.Name.CLASS_PATH,
                Locations.compiler().stream()
                        .map(p -> p.toUri().toString())
                        .collect(Collectors.joining(" ")));
        Path jar = Locations.module().resolve("target/weaver-agent.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        }
        return jar;
    }
}
