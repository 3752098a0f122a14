package yamanote.compiler.agent;

import java.lang.System.Logger.Level;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import yamanote.compiler.weave.ClassWeaver;
import yamanote.compiler.weave.Refusal;
import yamanote.compiler.weave.WovenClass;

/**
 * Weaves classes when they are loaded: for IDEs and builds that do not run the compiler plugin.
 *
 * <p>Classes that the plugin has woven are marked and left alone. One that cannot be woven runs
 * unwoven, on virtual threads, and is logged once.
 */
public final class WeaverAgent implements ClassFileTransformer {
    /** The weaver itself names what it looks for. */
    private static final String OWN = "yamanote/compiler/";

    private static final System.Logger LOG = System.getLogger("yamanote.compiler");

    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    private WeaverAgent() {}

    /** By {@code -javaagent}. */
    public static void premain(@Nullable String options, Instrumentation instrumentation) {
        instrumentation.addTransformer(new WeaverAgent());
    }

    /** By {@code Launcher-Agent-Class}, or attached; classes loaded before stay as they are. */
    public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
        premain(options, instrumentation);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (loader == null
                || name == null
                || name.startsWith(OWN)
                || !ClassWeaver.mayHoldBodies(classFile)) {
            return null;
        }
        try {
            WovenClass woven = new ClassWeaver(new LoaderHierarchy(loader), true).weave(classFile);
            woven.refusals().forEach(it -> log(name, it));
            return woven.outer();
        } catch (RuntimeException | LinkageError failure) {
            LOG.log(Level.WARNING, name.replace('/', '.') + " is not woven", failure);
            return null;
        }
    }

    private void log(String name, Refusal refusal) {
        if (logged.add(name + refusal.method() + refusal.line())) {
            LOG.log(
                    Level.WARNING,
                    "not woven, will run on a virtual thread: {0}.{1} line {2}: {3}",
                    name.replace('/', '.'),
                    refusal.method(),
                    Integer.toString(refusal.line()),
                    refusal.message());
        }
    }
}
