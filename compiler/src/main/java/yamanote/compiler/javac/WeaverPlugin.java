package yamanote.compiler.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import yamanote.compiler.lint.Lints;

/** The javac plugin: starts by itself where the jar is on the processor path. */
public final class WeaverPlugin implements Plugin {
    @Override
    public String getName() {
        return "Yamanote";
    }

    @Override
    public boolean autoStart() {
        return true;
    }

    @Override
    public void init(JavacTask task, String... arguments) {
        Lints.install(task);
        task.addTaskListener(new Compilation(task));
    }
}
