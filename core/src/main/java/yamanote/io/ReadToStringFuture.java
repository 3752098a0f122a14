package yamanote.io;

import java.io.IOException;
import yamanote.future.Context;
import yamanote.future.Poll;

/** Everything up to the end as text. */
final class ReadToStringFuture extends Operation<Long> {
    private final Bytes bytes = new Bytes();
    private final StringBuilder into;
    private final ReadToEndFuture reading;

    ReadToStringFuture(AsyncRead source, StringBuilder into) {
        this.into = into;
        this.reading = new ReadToEndFuture(source, bytes);
    }

    @Override
    Poll<Long> step(Context cx) throws IOException {
        Poll<Long> read = reading.step(cx);
        if (read.isReady()) {
            into.append(bytes.takeString(bytes.size()));
        }
        return read;
    }
}
