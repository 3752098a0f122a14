package yamanote.verify.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;

/** The command line of the fuzzer: folder, count, seed. */
public final class Main {
    private Main() {}

    /** Ends with 1 if there is a difference, and prints it. */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[1]);
        long seed = Long.parseLong(args[2]);
        System.out.println("seed " + seed);
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(args[0])), "fuzz");
        FuzzRun run = new FuzzRun(folder).run(count, seed);
        run.differences().forEach(System.out::println);
        System.out.println(run);
        System.exit(run.differences().isEmpty() ? 0 : 1);
    }
}
