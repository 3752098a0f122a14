package yamanote.stream;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncFunction;
import yamanote.future.Future;
import yamanote.stream.Streams.Step;

/** Items out of a state; see {@link Streams#unfold}. */
final class Unfolding<T, S> {
    private final AsyncFunction<? super S, ? extends @Nullable Step<T, S>> step;
    private S state;

    Unfolding(S seed, AsyncFunction<? super S, ? extends @Nullable Step<T, S>> step) {
        this.state = Objects.requireNonNull(seed, "seed");
        this.step = Objects.requireNonNull(step, "step");
    }

    AsyncStream<T> stream() {
        return new FuturesStream<Step<T, S>>(this::start, failure -> true, null).map(this::take);
    }

    private Future<? extends @Nullable Step<T, S>> start() {
        return step.start(state);
    }

    private T take(Step<T, S> made) {
        state = made.next();
        return made.item();
    }
}
