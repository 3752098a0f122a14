package yamanote.process;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.sync.Watch;

/** A child's end, after its input has been closed or it has been killed. */
final class Exited implements Future<ExitStatus> {
    private final Child child;
    private final boolean kill;
    private Watch.@Nullable Receiver<ExitStatus> receiver;
    private @Nullable Future<ExitStatus> end;

    Exited(Child child) {
        this(child, false);
    }

    Exited(Child child, boolean kill) {
        this.child = child;
        this.kill = kill;
    }

    @Override
    public Poll<ExitStatus> poll(Context cx) throws Exception {
        Future<ExitStatus> waiting = end;
        if (waiting == null) {
            if (kill) {
                child.startKill();
            }
            child.closeInput();
            receiver = child.statusReceiver();
            waiting = receiver.waitFor(Child::isEnd);
            end = waiting;
        }
        Poll<ExitStatus> poll = waiting.poll(cx);
        if (poll.isReady()) {
            close();
        }
        return poll;
    }

    @Override
    public boolean cancel(Context cx) {
        if (end != null) {
            end.cancel(cx);
            close();
        }
        return true;
    }

    private void close() {
        if (receiver != null) {
            receiver.close();
            receiver = null;
        }
    }
}
