package yamanote.compiler.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.annotation.processing.Filer;
import org.jspecify.annotations.Nullable;

/**
 * One compilation: finds the bodies when a class has been analysed, weaves it when its class file
 * has been written.
 *
 * <p>Plugin and processor meet by the thread, since javac runs a compilation on one thread and
 * build tools wrap the processor's environment. A compilation started by another processor in the
 * middle of this one comes on top of the stack and leaves it when it ends.
 */
final class Compilation implements TaskListener {
    private static final ThreadLocal<Deque<Compilation>> RUNNING =
            ThreadLocal.withInitial(ArrayDeque::new);

    private final BodyScan scan;
    private final OutputWeaver weaver;
    private @Nullable Filer filer;

    private Compilation(JavacTask task) {
        scan = new BodyScan(task);
        weaver = new OutputWeaver(task, scan);
    }

    static TaskListener begin(JavacTask task) {
        Compilation compilation = new Compilation(task);
        RUNNING.get().push(compilation);
        return compilation;
    }

    static void handOver(Filer filer) {
        Compilation compilation = RUNNING.get().peek();
        if (compilation != null && compilation.filer == null) {
            compilation.filer = filer;
        }
    }

    @Override
    public void finished(TaskEvent event) {
        switch (event.getKind()) {
            case ANALYZE -> scan.analysed(event);
            case GENERATE -> weaver.generated(event, filer);
            case COMPILATION -> end();
            default -> {}
        }
    }

    private void end() {
        Deque<Compilation> running = RUNNING.get();
        running.remove(this);
        if (running.isEmpty()) {
            RUNNING.remove();
        }
    }
}
