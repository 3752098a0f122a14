package yamanote.internal.reactor.epoll;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/**
 * Makes {@link Thread#interrupt} end a wait in the system. The JDK has that for selectors only, so
 * this looks like one: whatever else a selector does it refuses.
 */
final class WaitInterrupter extends AbstractSelector {
    private final Runnable interrupt;

    /** {@code interrupt} ends a wait, or makes the next one not wait; from any thread. */
    WaitInterrupter(Runnable interrupt) {
        super(SelectorProvider.provider());
        this.interrupt = interrupt;
    }

    /** The calling thread may wait from now on; if it has been interrupted it shall not. */
    void beginWait() {
        begin();
    }

    /** It does not any more. */
    void endWait() {
        end();
    }

    /** Called by {@link Thread#interrupt}. */
    @Override
    public Selector wakeup() {
        interrupt.run();
        return this;
    }

    @Override
    protected void implCloseSelector() {}

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
        throw noSelector();
    }

    @Override
    public Set<SelectionKey> keys() {
        throw noSelector();
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        throw noSelector();
    }

    @Override
    public int selectNow() {
        throw noSelector();
    }

    @Override
    public int select(long timeout) {
        throw noSelector();
    }

    @Override
    public int select() {
        throw noSelector();
    }

    private static UnsupportedOperationException noSelector() {
        return new UnsupportedOperationException("this is no selector");
    }
}
