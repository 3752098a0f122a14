package sample;

import static yamanote.Async.async;

import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** Polls a body by hand until it is ready. */
public final class Main {
    private static int polls;

    private Main() {}

    /** Ready at every second poll. */
    static <T> Future<T> later(T value) {
        return cx -> ++polls % 2 == 0 ? Poll.ready(value) : Poll.pending();
    }

    /** Prints the greeting and the length of it. */
    public static void main(String[] args) throws Exception {
        Greeter greeter = () -> later("world");
        Future<String> all =
                async(
                        () -> {
                            String text = greeter.greet().await();
                            return text + " " + Greeter.length().start(text).await();
                        });
        Poll<String> poll = all.poll(Context.noop());
        while (poll.isPending()) {
            poll = all.poll(Context.noop());
        }
        System.out.println(poll);
    }
}
