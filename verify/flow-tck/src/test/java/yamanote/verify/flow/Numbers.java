package yamanote.verify.flow;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.stream.AsyncStream;

/** The numbers below a bound; every third poll is Pending first. */
final class Numbers implements AsyncStream<Integer> {
    private final long count;
    private long at;
    private int polls;

    Numbers(long count) {
        this.count = count;
    }

    @Override
    public Poll<@Nullable Integer> pollNext(Context cx) {
        if (++polls % 3 == 0) {
            cx.defer();
            return Poll.pending();
        }
        return at == count ? Poll.ready(null) : Poll.ready((int) at++);
    }
}
