package sample;

import static yamanote.Async.async;

import yamanote.future.AsyncFunction;
import yamanote.future.Future;

/** Bodies in an interface: a default method and a function. */
interface Greeter {
    String GREETING = "hello";

    Future<String> name();

    default Future<String> greet() {
        return async(() -> GREETING + " " + name().await());
    }

    static AsyncFunction<String, Integer> length() {
        return text -> {
            String waited = Main.later(text).await();
            return waited.length();
        };
    }
}
