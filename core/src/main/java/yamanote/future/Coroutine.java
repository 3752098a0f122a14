package yamanote.future;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Ambient;
import yamanote.internal.util.Binding;

/**
 * A virtual thread that runs only while somebody waits for it in {@link #resume()}.
 *
 * <p>Two sides, one turn. {@code resumer} is the turn: non-null while the coroutine may run. The
 * resumer sets it (release) and waits for null; the coroutine clears it (release) and waits for
 * non-null; each side reads it (acquire) before it goes on, so plain fields written by one side
 * before handing over are seen by the other. Nobody spins: a park that returns early, an interrupt
 * included, looks at the turn again; interrupts are kept for the code that they were meant for.
 *
 * <p>A coroutine that nobody resumes any more stays parked: it costs its stack's memory, never a
 * platform thread.
 */
abstract class Coroutine {
    private final Thread thread =
            Thread.ofVirtual()
                    .name("yamanote-unwoven")
                    .inheritInheritableThreadLocals(false)
                    .unstarted(this::main);

    private volatile @Nullable Thread resumer;
    private @Nullable Object inside;
    private @Nullable Binding bound;
    private boolean started;

    /** The body; runs on the virtual thread, in one or several turns. Must not throw. */
    abstract void body();

    /** Lets the coroutine run until it suspends or ends. */
    final void resume() {
        inside = Ambient.get();
        bound = Binding.innermost();
        resumer = Thread.currentThread();
        if (started) {
            LockSupport.unpark(thread);
        } else {
            started = true;
            thread.start();
        }
        boolean interrupted = false;
        while (resumer != null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Coroutine side: gives the turn back and waits for the next one. */
    final void suspend() {
        handBack();
        boolean interrupted = false;
        while (resumer == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        enter();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void main() {
        enter();
        try {
            body();
        } finally {
            handBack();
        }
    }

    /** What the resuming thread is inside of, this one is, too. */
    private void enter() {
        Ambient.swap(inside);
        Binding.innermost(bound);
    }

    private void handBack() {
        Thread waiting = resumer;
        Ambient.swap(null);
        Binding.innermost(null);
        inside = null;
        bound = null;
        resumer = null;
        LockSupport.unpark(waiting);
    }
}
