package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Waker;

/** A reader that plays a script: texts, bytes, {@link #WAIT}, {@link #END} or an IOException. */
public final class ScriptRead implements AsyncRead {
    public static final Object WAIT = "wait".chars();
    public static final Object END = "end".chars();

    private final ArrayDeque<Object> steps = new ArrayDeque<>();
    public int polls;
    public @Nullable Waker waker;

    public static ScriptRead of(Object... steps) {
        ScriptRead script = new ScriptRead();
        for (Object step : steps) {
            script.steps.add(
                    step instanceof String s
                            ? ByteBuffer.wrap(s.getBytes(StandardCharsets.UTF_8))
                            : step instanceof byte[] b ? ByteBuffer.wrap(b) : step);
        }
        return script;
    }

    /** {@code bytes} in random pieces, with waits between some. */
    public static ScriptRead pieces(byte[] bytes, Random random) {
        ScriptRead script = new ScriptRead();
        for (int i = 0; i < bytes.length; ) {
            int n = Math.min(bytes.length - i, 1 + random.nextInt(random.nextBoolean() ? 3 : 40));
            script.steps.add(ByteBuffer.wrap(bytes, i, n).slice());
            if (random.nextInt(4) == 0) {
                script.steps.add(WAIT);
            }
            i += n;
        }
        return script;
    }

    /** Each byte of {@code text} after a wait, then a wait, then the end. */
    public static ScriptRead trickle(String text) {
        ScriptRead script = new ScriptRead();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            script.steps.add(WAIT);
            script.steps.add(ByteBuffer.wrap(new byte[] {b}));
        }
        script.steps.add(WAIT);
        return script;
    }

    /** Adds to the script. */
    public void then(Object... more) {
        steps.addAll(of(more).steps);
    }

    @Override
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        polls++;
        if (!target.hasRemaining()) {
            return 0;
        }
        Object step = steps.peek();
        if (step == null) {
            return IoStatus.END;
        }
        if (step instanceof ByteBuffer bytes) {
            int n = Math.min(bytes.remaining(), target.remaining());
            target.put(bytes.slice(bytes.position(), n));
            bytes.position(bytes.position() + n);
            if (!bytes.hasRemaining()) {
                steps.remove();
            }
            return n;
        }
        steps.remove();
        if (step instanceof IOException e) {
            throw e;
        }
        if (step == END) {
            return IoStatus.END;
        }
        waker = cx.waker();
        return IoStatus.PENDING;
    }
}
