package yamanote.compiler.javac;

import java.util.function.Consumer;
import javax.annotation.processing.Filer;
import org.jspecify.annotations.Nullable;

/**
 * How the {@code Filer} that javac gives to the processor reaches the plugin of its compilation.
 */
/*
 * The two may be loaded by different class loaders (Gradle loads processors itself and leaves plugins
 * to javac), so they share no statics. Nor can a javac task be had from the processing environment,
 * which build tools wrap. What they share is the thread: javac starts the plugins, then initialises
 * the processors, then analyses, all on one. From its start until the Filer has come, or until it
 * cannot come any more, the plugin stands on that thread as the context class loader, a loader that
 * passes everything on to the one before; the processor knows it by name and calls it by a type of
 * the JDK. A compilation that another processor starts in the meantime does the same on top.
 */
final class FilerHandOver extends ClassLoader implements Consumer<Filer> {
    private final Thread thread = Thread.currentThread();
    private @Nullable Filer filer;
    private boolean open = true;

    private FilerHandOver(@Nullable ClassLoader before) {
        super("yamanote", before);
    }

    /** Plugin side: waits for the Filer on this thread. */
    static FilerHandOver open() {
        Thread thread = Thread.currentThread();
        FilerHandOver handOver = new FilerHandOver(thread.getContextClassLoader());
        thread.setContextClassLoader(handOver);
        return handOver;
    }

    /** Processor side: hands the Filer to the plugin that waits on this thread, if there is one. */
    @SuppressWarnings("unchecked")
    static void give(Filer filer) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (loader != null && loader.getClass().getName().equals(FilerHandOver.class.getName())) {
            ((Consumer<Filer>) loader).accept(filer);
        }
    }

    @Override
    public void accept(Filer given) {
        filer = given;
        close();
    }

    /** Stops waiting and gives the thread its loader back. */
    void close() {
        if (open && thread.getContextClassLoader() == this) {
            thread.setContextClassLoader(getParent());
        }
        open = false;
    }

    /** What was handed over; null without annotation processing. */
    @Nullable Filer filer() {
        return filer;
    }
}
