package yamanote.verify.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs all programs of the named classes and writes what was seen, a line a run, to a file. */
public final class Main {
    private static final int MAX_CANCELS = 60;

    private Main() {}

    /** Arguments: the file to write, then the families. */
    public static void main(String[] args) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            for (Programs.Named named : Programs.of(Class.forName(args[i]))) {
                lines.addAll(Drive.all(named.name(), named.program(), MAX_CANCELS));
            }
        }
        Files.write(Path.of(args[0]), lines);
    }
}
