package yamanote.internal.reactor.nio;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import yamanote.internal.reactor.Registration;

/**
 * A channel on a selector, with edges emulated on a facility that is level-triggered.
 *
 * <p>The interest in reading stays on while the task drains what comes: request after request costs
 * no system call but the read itself. Only if an event repeats what the word already says when the
 * turn may wait (so every task that could read has had its poll) does nobody read: the interest
 * goes off, because the selector would report it for ever (unread data, a peer that half-closed),
 * and {@link #arm} puts it back. The interest in writing or in a connect is on only while a task
 * waits for it.
 *
 * <p>Interest goes off <i>before</i> the event is published. A task that clears and waits does so
 * after it saw the event, so it finds the interest off and switches it on: the last word is always
 * the waiter's. {@code interestOpsOr} and {@code interestOpsAnd} are atomic; only the owner of the
 * driver switches off, anyone switches on.
 */
final class NioRegistration extends Registration {
    private static final int READ_OPS = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
    private static final int WRITE_OPS = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

    private final NioPoller poller;
    private final SelectableChannel channel;
    private final int readOp;

    /** Set once, before there is any interest. */
    @SuppressWarnings("NullAway.Init")
    private SelectionKey key;

    /** OP_CONNECT until connected: the two are one bit to the system, and must not be mixed up. */
    private int writeOp = SelectionKey.OP_WRITE;

    NioRegistration(NioPoller poller, SelectableChannel channel) {
        this.poller = poller;
        this.channel = channel;
        this.readOp = channel.validOps() & READ_OPS;
    }

    void key(SelectionKey key) {
        this.key = key;
    }

    SelectionKey key() {
        return key;
    }

    /** A connect is under way: writable will mean that it can be finished. */
    void connecting() {
        writeOp = SelectionKey.OP_CONNECT;
        arm(WRITABLE);
    }

    /** The connection stands: a fresh socket is writable and its data is of interest. */
    void connected() {
        writeOp = SelectionKey.OP_WRITE;
        set(WRITABLE);
        arm(READABLE);
    }

    /** Owner of the driver: the selector reports {@code ops}. */
    void fired(int ops, boolean turnMayWait) {
        int off = ops & WRITE_OPS;
        int bits = off != 0 ? WRITABLE : 0;
        if ((ops & READ_OPS) != 0) {
            bits |= READABLE;
            if (turnMayWait && (word() & (READABLE | READ_CLOSED)) != 0) {
                off |= READ_OPS;
            }
        }
        if (off != 0) {
            switchOff(off);
        }
        ready(bits);
    }

    private void switchOff(int ops) {
        try {
            key.interestOpsAnd(~ops);
        } catch (CancelledKeyException e) {
            // Closed meanwhile: there is no interest left to switch off.
            return;
        }
    }

    @Override
    protected void arm(int interest) {
        int op = interest == WRITABLE ? writeOp : readOp;
        try {
            if ((key.interestOps() & op) == 0) {
                key.interestOpsOr(op);
                poller.changed();
            }
        } catch (CancelledKeyException e) {
            // Closed meanwhile: close() published that before it cancelled the key, and wakes the
            // waiter after.
            return;
        }
    }

    @Override
    protected void release() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger("yamanote").log(Level.DEBUG, "closing a socket failed", e);
        }
        poller.changed();
    }
}
