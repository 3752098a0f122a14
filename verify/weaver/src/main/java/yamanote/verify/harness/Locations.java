package yamanote.verify.harness;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the parts under test lie: packaged jars, or the folders of a reactor that only tests. */
public final class Locations {
    /** The class that the JVM starts as an agent. */
    static final String AGENT = "yamanote.compiler.agent.WeaverAgent";

    /** Part of the weaver that is not in the weaver's own folder before it is packaged. */
    private static final List<String> WEAVER =
            List.of(
                    AGENT,
                    "org.objectweb.asm.ClassReader",
                    "org.objectweb.asm.tree.ClassNode",
                    "org.objectweb.asm.tree.analysis.Analyzer",
                    "org.objectweb.asm.commons.AnalyzerAdapter");

    private Locations() {}

    /** The weaver with what it needs. */
    public static Set<Path> compiler() {
        Set<Path> found = new LinkedHashSet<>();
        for (String name : WEAVER) {
            try {
                found.add(of(Class.forName(name, false, Locations.class.getClassLoader())));
            } catch (ClassNotFoundException e) {
                if (name.equals(WEAVER.getFirst())) {
                    throw new IllegalStateException("no weaver on the class path", e);
                }
            }
        }
        return found;
    }

    /** The core. */
    public static Path core() {
        return of(yamanote.Async.class);
    }

    /** The probe, and the corpus compiled without the weaver. */
    public static Path probe() {
        return of(Locations.class);
    }

    /** What a program under test needs to run. */
    public static Set<Path> runtime() {
        return new LinkedHashSet<>(List.of(core(), probe()));
    }

    /** The module's own folder. */
    public static Path module() {
        Path folder = probe().toAbsolutePath();
        while (!Files.exists(folder.resolve("pom.xml"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** A class path. */
    public static String path(Iterable<Path> entries) {
        var all = new LinkedHashSet<String>();
        entries.forEach(e -> all.add(e.toString()));
        return all.stream().collect(Collectors.joining(File.pathSeparator));
    }

    private static Path of(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
