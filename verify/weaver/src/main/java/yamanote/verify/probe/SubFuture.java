package yamanote.verify.probe;

import yamanote.future.Future;

/** A future by another name: awaits on it name a subtype as their owner. */
public interface SubFuture<T> extends Future<T> {}
