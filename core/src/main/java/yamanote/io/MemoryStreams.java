package yamanote.io;

import java.nio.ByteBuffer;
import yamanote.future.Context;

/** Streams without a far end. They are ready always, and cooperate. */
final class MemoryStreams {
    static final AsyncBufRead EMPTY = new Empty();
    static final AsyncWrite SINK = new Sink();

    private MemoryStreams() {}

    private static final class Empty implements AsyncBufRead {
        private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

        @Override
        public ByteBuffer pollFill(Context cx) {
            return NOTHING;
        }

        @Override
        public void consume(int count) {
            if (count != 0) {
                throw new IllegalArgumentException(count + " bytes consumed of an empty reader");
            }
        }

        @Override
        public int pollRead(Context cx, ByteBuffer target) {
            if (!target.hasRemaining()) {
                return 0;
            }
            if (cx.exhausted()) {
                return IoStatus.PENDING;
            }
            cx.spend();
            return IoStatus.END;
        }
    }

    private static final class Sink implements AsyncWrite {
        @Override
        public int pollWrite(Context cx, ByteBuffer source) {
            if (cx.exhausted()) {
                return IoStatus.PENDING;
            }
            cx.spend();
            int n = source.remaining();
            source.position(source.limit());
            return n;
        }

        @Override
        public boolean pollShutdown(Context cx) {
            return true;
        }
    }

    record Repeat(byte value) implements AsyncRead {
        @Override
        public int pollRead(Context cx, ByteBuffer target) {
            if (cx.exhausted()) {
                return IoStatus.PENDING;
            }
            cx.spend();
            int n = target.remaining();
            while (target.hasRemaining()) {
                target.put(value);
            }
            return n;
        }
    }
}
