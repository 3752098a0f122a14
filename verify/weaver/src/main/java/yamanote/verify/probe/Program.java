package yamanote.verify.probe;

import yamanote.future.Future;

/** A program under test: makes a future over what {@code env} supplies. */
@FunctionalInterface
public interface Program {
    /** A fresh, lazy future. */
    Future<?> start(Env env) throws Exception;
}
