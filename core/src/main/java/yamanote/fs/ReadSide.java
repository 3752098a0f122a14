package yamanote.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.internal.reactor.CachedFile;

/**
 * What has been read of a file and not taken. Either a job owns the buffer, or the file's owner
 * does, in which [head, tail) is to be taken.
 */
final class ReadSide {
    private static final int FIRST_FILL = 64 * 1024;
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final OpenFile file;
    private ByteBuffer buffer = NONE;
    private int head;
    private int tail;
    private @Nullable Job<Integer> job;
    private int nextFill = FIRST_FILL;

    /** The last job has found the end, and nobody was told. */
    private boolean ended;

    /** What the job reads is not wanted any more. */
    private boolean discarded;

    ReadSide(OpenFile file) {
        this.file = file;
    }

    boolean isEmpty() {
        return job == null && head == tail;
    }

    /** How much to read for somebody who does not say: twice as much each time. */
    int nextFill() {
        return nextFill;
    }

    /** What is to be taken, whatever was done with the view before. Owner, while no job runs. */
    ByteBuffer bytes() {
        return buffer.limit(tail).position(head);
    }

    void consume(int bytes) {
        if (job != null || bytes < 0 || bytes > tail - head) {
            throw new IllegalArgumentException(
                    "cannot consume " + bytes + " bytes: pollFill has not given so many");
        }
        head += bytes;
    }

    /** Whether there are bytes, or it is at the end; if not, reads {@code wanted} at {@code at}. */
    boolean poll(Context cx, int wanted, long at) throws IOException {
        if (!pollIdle(cx)) {
            return false;
        }
        if (head == tail && !ended) {
            start(wanted, at);
            if (!pollIdle(cx)) {
                return false;
            }
        }
        ended = false; // told once: the file may grow
        return true;
    }

    /** While empty: whether something in memory has been found at {@code at}. */
    boolean fillCached(Context cx, int wanted, long at) {
        tail = file.readCached(cx, cleared(Math.min(wanted, CachedFile.MOST)), wanted, at);
        return tail > 0;
    }

    /** The empty buffer, with room for {@code size} bytes. */
    private ByteBuffer cleared(int size) {
        if (buffer.capacity() < size) {
            buffer = ByteBuffer.allocateDirect(size);
        }
        head = 0;
        tail = 0;
        nextFill = (int) Math.min(2L * nextFill, Integer.MAX_VALUE);
        return buffer.clear().limit(size);
    }

    private void start(int wanted, long at) {
        ByteBuffer target = cleared(wanted);
        discarded = false;
        job = file.start("File.read", _ -> file.read(target, at));
    }

    /** Whether no job runs. */
    boolean pollIdle(Context cx) throws IOException {
        Job<Integer> running = job;
        if (running == null) {
            return true;
        }
        boolean failed = true;
        try {
            Poll<Integer> poll = running.poll(cx);
            failed = false;
            if (poll.isPending()) {
                return false;
            }
        } finally {
            if (failed) {
                job = null;
                buffer = NONE;
            }
        }
        job = null;
        tail = buffer.position();
        ended = tail == 0;
        if (discarded) {
            discard();
        }
        return true;
    }

    /** What was read is not wanted. */
    void discard() {
        if (job == null) {
            head = 0;
            tail = 0;
            ended = false;
        } else {
            discarded = true;
        }
    }
}
