package yamanote.stream;

import yamanote.future.Context;

/** A stream over one other stream. */
abstract class Operator<S, T> extends OwningStream<T> {
    final OwningStream<S> source;

    Operator(AsyncStream<S> source) {
        this.source = of(source);
    }

    @Override
    void release(Ending ending, Context cx) {
        ending.stream(source);
    }
}
