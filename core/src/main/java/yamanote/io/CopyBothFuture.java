package yamanote.io;

import java.io.IOException;
import yamanote.future.Context;
import yamanote.future.Poll;

/** Both directions, each of which ends the output of its writer when its reader has ended. */
final class CopyBothFuture extends Operation<Copied> {
    private final Direction there;
    private final Direction back;
    private boolean turn;

    <A extends AsyncRead & AsyncWrite, B extends AsyncRead & AsyncWrite> CopyBothFuture(
            A first, B second, Lease thereLease, Lease backLease) {
        there = new Direction(first, second, thereLease);
        back = new Direction(second, first, backLease);
    }

    @Override
    Poll<Copied> step(Context cx) throws IOException {
        // In turn, for the first may use up the budget each time.
        turn = !turn;
        boolean one = (turn ? there : back).poll(cx);
        boolean other = (turn ? back : there).poll(cx);
        return one && other
                ? Poll.ready(new Copied(there.buffer.count(), back.buffer.count()))
                : Poll.pending();
    }

    @Override
    void release() {
        there.buffer.release();
        back.buffer.release();
    }

    /** RUNNING until all is written, then SHUTTING_DOWN, then DONE. */
    private static final class Direction {
        private enum Phase {
            RUNNING,
            SHUTTING_DOWN,
            DONE
        }

        private final AsyncRead reader;
        private final AsyncWrite writer;
        private final CopyBuffer buffer;
        private Phase phase = Phase.RUNNING;

        Direction(AsyncRead reader, AsyncWrite writer, Lease lease) {
            this.reader = reader;
            this.writer = writer;
            this.buffer = new CopyBuffer(lease);
        }

        boolean poll(Context cx) throws IOException {
            if (phase == Phase.RUNNING && buffer.poll(cx, reader, writer)) {
                phase = Phase.SHUTTING_DOWN;
            }
            if (phase == Phase.SHUTTING_DOWN && writer.pollShutdown(cx)) {
                phase = Phase.DONE;
            }
            return phase == Phase.DONE;
        }
    }
}
