package library.api;

import static yamanote.Async.async;

import library.internal.Hidden;
import yamanote.future.AsyncFunction;
import yamanote.future.Future;

/** An exported interface with bodies in methods of every kind. */
public interface Greeting {
    String name();

    default Future<String> greet() {
        return async(() -> "hello " + Leaf.of(name()).await() + decorated("!").await());
    }

    private Future<String> decorated(String mark) {
        return async(() -> mark + Leaf.of(mark).await());
    }

    static Future<String> hidden(int n) {
        return async(() -> Hidden.text(n).await() + Leaf.of("/").await());
    }

    static AsyncFunction<Integer, Integer> doubling() {
        return n -> n + Leaf.of(n).await();
    }
}
