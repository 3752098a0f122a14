package yamanote.internal.reactor.epoll;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The open sockets of a poller by descriptor. The system gives out the smallest numbers first, so
 * an array is dense; it comes in pages, so that nothing moves when it grows.
 *
 * <p>A slot is written by whoever opens or closes the socket of that number: one thread at a time,
 * since the number is not given out again before the slot is empty. The owner of the driver reads.
 */
final class SocketTable {
    private static final int PAGE_BITS = 9;
    private static final int PAGE = 1 << PAGE_BITS;

    private volatile AtomicReferenceArray<@Nullable AtomicReferenceArray<@Nullable NativeSocket>>
            pages = new AtomicReferenceArray<>(1);

    /** Before the socket is known to epoll. */
    void put(NativeSocket socket) {
        int number = socket.number();
        page(number >>> PAGE_BITS).set(number & (PAGE - 1), socket);
    }

    /** Before the descriptor is closed. */
    void remove(NativeSocket socket) {
        int number = socket.number();
        page(number >>> PAGE_BITS).compareAndSet(number & (PAGE - 1), socket, null);
    }

    /** The socket of an event; null if it was closed meanwhile. */
    @Nullable NativeSocket find(long token) {
        int number = (int) token;
        var all = pages;
        int index = number >>> PAGE_BITS;
        var page = index < all.length() ? all.get(index) : null;
        NativeSocket socket = page == null ? null : page.get(number & (PAGE - 1));
        return socket != null && socket.token() == token ? socket : null;
    }

    /** Calls {@code action} for what is there now. */
    void forEach(Consumer<NativeSocket> action) {
        var all = pages;
        for (int i = 0; i < all.length(); i++) {
            var page = all.get(i);
            for (int j = 0; page != null && j < PAGE; j++) {
                NativeSocket socket = page.get(j);
                if (socket != null) {
                    action.accept(socket);
                }
            }
        }
    }

    /** How many there are now. */
    int size() {
        var counter =
                new Object() {
                    int sockets;
                };
        forEach(_ -> counter.sockets++);
        return counter.sockets;
    }

    private AtomicReferenceArray<@Nullable NativeSocket> page(int index) {
        var all = pages;
        var page = index < all.length() ? all.get(index) : null;
        return page != null ? page : newPage(index);
    }

    private synchronized AtomicReferenceArray<@Nullable NativeSocket> newPage(int index) {
        var all = pages;
        if (index >= all.length()) {
            all = longer(all, index + 1);
            pages = all;
        }
        var page = all.get(index);
        if (page == null) {
            page = new AtomicReferenceArray<>(PAGE);
            all.set(index, page);
        }
        return page;
    }

    private static AtomicReferenceArray<@Nullable AtomicReferenceArray<@Nullable NativeSocket>>
            longer(
                    AtomicReferenceArray<@Nullable AtomicReferenceArray<@Nullable NativeSocket>>
                            all,
                    int least) {
        var longer =
                new AtomicReferenceArray<@Nullable AtomicReferenceArray<@Nullable NativeSocket>>(
                        Math.max(least, 2 * all.length()));
        for (int i = 0; i < all.length(); i++) {
            longer.set(i, all.get(i));
        }
        return longer;
    }
}
