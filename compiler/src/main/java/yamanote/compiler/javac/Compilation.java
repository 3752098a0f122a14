package yamanote.compiler.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;

/**
 * One compilation: finds the bodies when a class has been analysed, weaves it when its class file
 * has been written.
 */
final class Compilation implements TaskListener {
    private final BodyScan scan;
    private final OutputWeaver weaver;
    private final FilerHandOver filer = FilerHandOver.open();

    Compilation(JavacTask task) {
        scan = new BodyScan(task);
        weaver = new OutputWeaver(task, scan);
    }

    @Override
    public void started(TaskEvent event) {
        if (event.getKind() == TaskEvent.Kind.ANALYZE) {
            filer.close();
        }
    }

    @Override
    public void finished(TaskEvent event) {
        switch (event.getKind()) {
            case ANALYZE -> scan.analysed(event);
            case GENERATE -> weaver.generated(event, filer.filer());
            case COMPILATION -> filer.close();
            default -> {}
        }
    }
}
