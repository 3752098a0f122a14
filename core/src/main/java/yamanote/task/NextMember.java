package yamanote.task;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.waiter.Waiter;

/** The next result of a set, in the shape that its user wants; null when nobody is left. */
final class NextMember<R> extends Waiter implements Future<@Nullable R> {
    private final Members members;
    private final Function<Member, R> shape;

    NextMember(Members members, Function<Member, R> shape) {
        this.members = members;
        this.shape = shape;
    }

    @Override
    public Poll<@Nullable R> poll(Context cx) {
        if (state() == ENDED) {
            throw new IllegalStateException(
                    "joinNext() was polled after it had ended; make a new one for each await");
        }
        for (; ; ) {
            if (cx.exhausted()) {
                return Poll.pending();
            }
            Member found = members.take(this, cx.waker());
            if (found == null) {
                if (state() != Members.EMPTY) {
                    return Poll.pending();
                }
                end();
                return Poll.ready(null);
            }
            cx.spend();
            if (found.isWanted()) {
                end();
                return Poll.ready(shape.apply(found));
            }
        }
    }

    /** The next result that is there now, or null. */
    static <R> @Nullable R now(Members members, Function<Member, R> shape) {
        for (Member found = members.take(); found != null; found = members.take()) {
            if (found.isWanted()) {
                return shape.apply(found);
            }
        }
        return null;
    }

    @Override
    public boolean cancel(Context cx) {
        members.leave(this);
        return true;
    }
}
