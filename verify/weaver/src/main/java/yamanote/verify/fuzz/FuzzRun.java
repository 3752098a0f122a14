package yamanote.verify.fuzz;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yamanote.verify.harness.Compilation;
import yamanote.verify.probe.Drive;
import yamanote.verify.probe.Programs;

/** Compiles random programs with and without the weaver, runs both and compares what was seen. */
public final class FuzzRun {
    private static final int MAX_CANCELS = 15;
    private static final int BATCH = 50;
    private static final String REQUIRE_WOVEN = "yamanote.requireWoven";

    private final Path folder;
    private final List<String> differences = new ArrayList<>();
    private int programs;
    private int runs;
    private int crashes;

    /** Works in {@code folder}. */
    public FuzzRun(Path folder) {
        this.folder = folder;
    }

    /** Runs {@code count} programs from {@code seed} on. */
    public FuzzRun run(int count, long seed) throws Exception {
        for (int done = 0; done < count; done += BATCH) {
            Map<String, String> batch = new TreeMap<>();
            for (int i = done; i < Math.min(count, done + BATCH); i++) {
                String name = "P" + Long.toUnsignedString(seed + i);
                batch.put(name, Generator.program(name, seed + i));
            }
            batch(batch);
        }
        return this;
    }

    private void batch(Map<String, String> sources) throws Exception {
        String part = "b" + sources.keySet().iterator().next() + "-" + sources.size();
        Path plain = folder.resolve(part).resolve("unwoven");
        Path woven = folder.resolve(part).resolve("woven");
        Compilation.Result without = compilation(plain, sources).unwoven().run();
        if (!without.ok()) {
            divide(sources, without);
            return;
        }
        Compilation.Result with = compilation(woven, sources).woven().run();
        if (!with.ok()) {
            if (sources.size() > 1) {
                each(sources);
            } else {
                report(sources, "does not compile with the weaver:\n" + with.messages());
            }
            return;
        }
        for (var entry : sources.entrySet()) {
            compare(entry.getKey(), entry.getValue(), plain, woven);
        }
    }

    /** javac 25 itself crashes on some switch expressions with try; those programs are skipped. */
    private void divide(Map<String, String> sources, Compilation.Result result) throws Exception {
        if (sources.size() > 1) {
            each(sources);
        } else if (result.crashed()) {
            crashes++;
        } else {
            report(sources, "is no Java:\n" + result.messages());
        }
    }

    private void each(Map<String, String> sources) throws Exception {
        for (var entry : sources.entrySet()) {
            batch(Map.of(entry.getKey(), entry.getValue()));
        }
    }

    private static Compilation compilation(Path output, Map<String, String> sources) {
        Compilation compilation = Compilation.into(output).with("-g", "-nowarn");
        sources.forEach((name, code) -> compilation.source("fuzz." + name, code));
        return compilation;
    }

    private void compare(String name, String source, Path plain, Path woven) throws Exception {
        List<String> expected = seen(name, plain);
        List<String> actual;
        System.setProperty(REQUIRE_WOVEN, "true");
        try {
            actual = seen(name, woven);
        } finally {
            System.clearProperty(REQUIRE_WOVEN);
        }
        programs++;
        runs += actual.size();
        if (expected.equals(actual)) {
            return;
        }
        var text = new StringBuilder();
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String e = i < expected.size() ? expected.get(i) : "(no such run)";
            String a = i < actual.size() ? actual.get(i) : "(no such run)";
            if (!e.equals(a)) {
                text.append("unwoven ").append(e).append("\nwoven   ").append(a).append('\n');
                break;
            }
        }
        report(Map.of(name, source), "differs:\n" + text);
    }

    private static List<String> seen(String name, Path folder) throws Exception {
        URL[] urls = {folder.toUri().toURL()};
        try (var loader = new URLClassLoader(urls, FuzzRun.class.getClassLoader())) {
            var lines = new ArrayList<String>();
            for (var named : Programs.of(loader.loadClass("fuzz." + name))) {
                lines.addAll(Drive.all(named.name(), named.program(), MAX_CANCELS));
            }
            return lines;
        } catch (LinkageError e) {
            return List.of(name + " does not load: " + e);
        }
    }

    private void report(Map<String, String> sources, String what) throws IOException {
        String name = sources.keySet().iterator().next();
        differences.add(name + " " + what + "\n" + sources.get(name));
    }

    /** One text for each program that differs, with its source; empty if all agree. */
    public List<String> differences() {
        return differences;
    }

    /** How many programs were compared. */
    public int programs() {
        return programs;
    }

    @Override
    public String toString() {
        return programs
                + " programs, "
                + runs
                + " runs, "
                + differences.size()
                + " differences, "
                + crashes
                + " skipped because javac crashes on them";
    }
}
