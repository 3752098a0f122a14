package yamanote.io.codec;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.future.Poll;
import yamanote.io.AsyncWrite;
import yamanote.io.Bytes;
import yamanote.io.IoStatus;

/** The writing side of a framed stream: a buffer that frames are appended to and written out of. */
final class FrameWriting<T> {
    /** With so much buffered, the next frame waits until it is written. */
    static final int BOUNDARY = 8192;

    private final AsyncWrite sink;
    private final Encoder<? super T> encoder;
    private final Bytes buffer = new Bytes();
    private boolean closed;

    FrameWriting(AsyncWrite sink, Encoder<? super T> encoder) {
        this.sink = sink;
        this.encoder = encoder;
    }

    Bytes buffer() {
        return buffer;
    }

    Future<@Nullable Void> send(T item, boolean flush) {
        return new Sending<>(this, item, flush);
    }

    @SuppressWarnings("NullAway") // sees Poll<T> as the lambda's type
    Future<@Nullable Void> flush() {
        return Futures.<@Nullable Void>pollFn(cx -> done(pollFlush(cx)));
    }

    @SuppressWarnings("NullAway") // sees Poll<T> as the lambda's type
    Future<@Nullable Void> shutdown() {
        return Futures.<@Nullable Void>pollFn(cx -> {
            closed = true;
            return done(pollEmpty(cx) && sink.pollShutdown(cx));
        });
    }

    @SuppressWarnings("NullAway") // sees Poll<T> as the lambda's type
    Future<@Nullable Void> close() {
        return Futures.<@Nullable Void>pollFn(cx -> {
            closed = true;
            return done(pollFlush(cx));
        });
    }

    private static Poll<@Nullable Void> done(boolean done) {
        return done ? Poll.ready(null) : Poll.pending();
    }

    boolean pollReady(Context cx) throws IOException {
        if (closed) {
            throw new IllegalStateException("this framed writer is closed: send before its end");
        }
        return buffer.size() < BOUNDARY || pollFlush(cx);
    }

    void encode(T item) throws IOException {
        int before = buffer.size();
        boolean encoded = false;
        try {
            encoder.encode(item, buffer);
            encoded = true;
        } finally {
            if (!encoded) {
                buffer.truncate(before);
            }
        }
    }

    boolean pollFlush(Context cx) throws IOException {
        return pollEmpty(cx) && sink.pollFlush(cx);
    }

    private boolean pollEmpty(Context cx) throws IOException {
        while (!buffer.isEmpty()) {
            int n = sink.pollWrite(cx, buffer.readable());
            if (n == IoStatus.PENDING) {
                return false;
            }
            if (n == 0) {
                throw new IOException(
                        "the writer takes no more: " + buffer.size() + " bytes were not written");
            }
            buffer.discard(n);
        }
        return true;
    }

    /** WAITING for room, then FLUSHING, if wanted, then ENDED. */
    private static final class Sending<T> implements Future<@Nullable Void> {
        /** Null once ended. */
        private @Nullable FrameWriting<T> writing;

        /** Null once encoded. */
        private @Nullable T item;

        private final boolean flush;

        Sending(FrameWriting<T> writing, T item, boolean flush) {
            this.writing = writing;
            this.item = Objects.requireNonNull(item, "item");
            this.flush = flush;
        }

        @Override
        public Poll<@Nullable Void> poll(Context cx) throws IOException {
            FrameWriting<T> to = writing;
            if (to == null) {
                throw new IllegalStateException("this send has ended: make a new one");
            }
            writing = null;
            if (!step(to, cx)) {
                writing = to;
                return Poll.pending();
            }
            return Poll.ready(null);
        }

        private boolean step(FrameWriting<T> to, Context cx) throws IOException {
            T next = item;
            if (next != null) {
                if (!to.pollReady(cx)) {
                    return false;
                }
                item = null;
                to.encode(next);
            }
            return !flush || to.pollFlush(cx);
        }

        @Override
        public boolean cancel(Context cx) {
            writing = null;
            item = null;
            return true;
        }
    }
}
