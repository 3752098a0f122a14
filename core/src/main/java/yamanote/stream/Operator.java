package yamanote.stream;

import yamanote.future.Context;

/** A stream over one other stream. */
abstract class Operator<S, T> extends OwningStream<T> {
    final AsyncStream<S> source;

    Operator(AsyncStream<S> source) {
        this.source = source;
    }

    @Override
    void release(Ending ending, Context cx) {
        ending.stream(source);
    }
}
