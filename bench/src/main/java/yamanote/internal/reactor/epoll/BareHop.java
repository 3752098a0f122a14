package yamanote.internal.reactor.epoll;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The least that a wake-up can be: one thread writes to an eventfd, another waits with epoll. */
final class BareHop {
    private static final int MOST = 4;

    private final MemorySegment waiting = Arena.global().allocate(Libc.STATE);
    private final MemorySegment waking = Arena.global().allocate(Libc.STATE);
    private final Epoll.Events events = new Epoll.Events(MOST);
    private final int epoll = Libc.epollCreate(waiting, Epoll.CLOEXEC);
    private final int eventfd = Libc.eventfd(waiting, 0, Epoll.EVENTFD_NONBLOCK);

    BareHop() {
        Epoll.Events.write(events.memory, Epoll.IN | Epoll.ET, 0);
        Libc.epollCtl(waiting, epoll, Epoll.CTL_ADD, eventfd, events.memory);
    }

    void wake() {
        Libc.eventfdWrite(waking, eventfd, 1);
    }

    void sleep() {
        Libc.epollWait(waiting, epoll, events.memory, MOST, -1);
    }
}
