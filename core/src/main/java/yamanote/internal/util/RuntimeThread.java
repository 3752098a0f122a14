package yamanote.internal.util;

import org.jspecify.annotations.Nullable;

/** A thread of a runtime: keeps what it is inside of in a field, see {@link Ambient}. */
public final class RuntimeThread extends Thread {
    /** By this thread only. */
    @Nullable Object inside;

    /** A daemon; {@code stackSize} 0 is the JVM's choice. */
    public RuntimeThread(String name, long stackSize, Runnable loop) {
        super(null, loop, name, stackSize);
        setDaemon(true);
    }
}
