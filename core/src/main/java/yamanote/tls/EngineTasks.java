package yamanote.tls;

import java.io.IOException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.internal.blocking.BlockingJob.Kind;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.task.JoinHandle;
import yamanote.task.TaskCancelledException;

/** The delegated tasks of an engine, on the blocking pool, and the engine's release after them. */
final class EngineTasks {
    private final SSLEngine engine;
    private final TlsEngineFactory factory;
    private @Nullable JoinHandle<@Nullable Void> job;

    /** Whether a job uses the engine, and whether nobody else does; guarded by this. */
    private boolean running;

    private boolean released;

    EngineTasks(SSLEngine engine, TlsEngineFactory factory) {
        this.engine = engine;
        this.factory = factory;
    }

    /** Starts what the engine needs done; what was started before has ended. */
    void start() {
        var runtime = CurrentRuntime.require("TLS");
        synchronized (this) {
            running = true;
        }
        job = JoinHandle.of(runtime.spawnBlocking(this::run, Kind.ORDINARY));
    }

    private @Nullable Void run() {
        try {
            for (Runnable task = engine.getDelegatedTask();
                    task != null;
                    task = engine.getDelegatedTask()) {
                task.run();
            }
        } finally {
            idle();
        }
        return null;
    }

    /** True once what was started has ended. */
    boolean poll(Context cx) throws IOException {
        JoinHandle<@Nullable Void> started = job;
        if (started == null) {
            return true;
        }
        boolean pending = false;
        try {
            pending = started.poll(cx).isPending();
        } catch (TaskCancelledException e) {
            idle();
            throw new SSLException("the runtime was closed during a TLS handshake", e);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SSLException(e);
        } finally {
            if (!pending) {
                job = null;
            }
        }
        return !pending;
    }

    /** Nobody waits for what was started. */
    void detach(Context cx) {
        if (job != null) {
            job.cancel(cx);
            job = null;
        }
    }

    private void idle() {
        synchronized (this) {
            if (!running) {
                return;
            }
            running = false;
            if (!released) {
                return;
            }
        }
        factory.release(engine);
    }

    /** The engine is not used any more, but by a task that still runs. Once. */
    void release() {
        synchronized (this) {
            released = true;
            if (running) {
                return;
            }
        }
        factory.release(engine);
    }
}
