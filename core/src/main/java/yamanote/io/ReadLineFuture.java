package yamanote.io;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import yamanote.future.Context;
import yamanote.future.Poll;

/** A line with its newline, appended when it is complete. */
final class ReadLineFuture extends Operation<Integer> {
    private final AsyncBufRead source;
    private final StringBuilder into;
    private final Bytes line = new Bytes();

    ReadLineFuture(AsyncBufRead source, StringBuilder into) {
        this.source = source;
        this.into = into;
    }

    @Override
    Poll<Integer> step(Context cx) throws IOException {
        int left = Integer.MAX_VALUE - line.size();
        try {
            if (!Until.poll(source, cx, (byte) '\n', line, left)) {
                return Poll.pending();
            }
        } catch (IOException e) {
            keep(e);
            throw e;
        }
        int count = line.size();
        into.append(line.takeString(count));
        return Poll.ready(count);
    }

    /** After a failure: what was read, if it is text. */
    private void keep(IOException failure) {
        try {
            into.append(line.takeString(line.size()));
        } catch (CharacterCodingException e) {
            failure.addSuppressed(e);
        }
    }
}
