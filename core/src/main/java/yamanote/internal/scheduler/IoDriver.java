package yamanote.internal.scheduler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.CachedFile;
import yamanote.internal.reactor.Poller;
import yamanote.internal.reactor.Reactor;

/**
 * The reactor of one runtime. It is opened by its first user, so a runtime without I/O costs no
 * descriptor; whoever takes the turn owns it until giving it back.
 */
public final class IoDriver {
    private static final VarHandle TAKEN =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "taken",
                    VarHandle.class,
                    IoDriver.class,
                    boolean.class);

    private final Poller.@Nullable Factory factory;
    private final Runnable onOpen;
    private volatile @Nullable Reactor reactor;
    private volatile boolean taken;
    private volatile boolean closed;

    /**
     * A driver without an open reactor.
     *
     * @param factory opens what the reactor stands on; null: there is to be no reactor
     * @param onOpen run once the reactor is open: who sleeps elsewhere shall sleep in it
     */
    IoDriver(Poller.@Nullable Factory factory, Runnable onOpen) {
        this.factory = factory;
        this.onOpen = onOpen;
    }

    /** The reactor, or an {@link IllegalStateException} that says why there is none. */
    public Reactor reactor() {
        Reactor open = reactor;
        return open != null ? open : open();
    }

    /** The reactor, if anybody has needed it so far; closed perhaps. */
    public @Nullable Reactor reactorOrNull() {
        return reactor;
    }

    /** The file {@code path}, for reads that do not wait; null: there is no such way. */
    public @Nullable CachedFile openCached(Path path) {
        return factory == null ? null : factory.openCached(path);
    }

    private Reactor open() {
        synchronized (this) {
            Reactor open = reactor;
            if (open != null) {
                return open;
            }
            if (factory == null) {
                throw new IllegalStateException(
                        "I/O is off on this runtime: remove io(false) from its builder");
            }
            if (closed) {
                throw new IllegalStateException("this runtime is closed");
            }
            try {
                reactor = Reactor.open(factory);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot open the I/O driver", e);
            }
        }
        onOpen.run();
        return reactor();
    }

    /** Takes the turn; null if the reactor is not open or somebody else has it. */
    @Nullable Reactor tryTake() {
        Reactor open = reactor;
        return open != null && !taken && TAKEN.compareAndSet(this, false, true) ? open : null;
    }

    /** Ends a turn; releases the reactor's state to whoever takes the next. */
    void giveBack() {
        taken = false; // then `closed`; close() does it the other way round
        if (closed) {
            closeReactor();
        }
    }

    /** Whether somebody has the turn, or there is none to be had. */
    boolean isTaken() {
        return reactor == null || taken;
    }

    /**
     * Any thread, last: closes sockets and the reactor. If somebody has the turn, that one does so
     * when it gives it back. From then on nobody gets it.
     */
    void close() {
        synchronized (this) {
            closed = true;
        }
        closeReactor();
    }

    private void closeReactor() {
        Reactor open = tryTake();
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close the I/O driver", e);
            }
        }
    }
}
