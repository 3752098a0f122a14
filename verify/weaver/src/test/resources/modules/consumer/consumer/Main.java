package consumer;

import static yamanote.Async.async;

import library.api.Greeting;
import library.api.Leaf;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** Prints what the bodies of both modules give, and how many polls they took. */
final class Main {
    record Person(String name) implements Greeting {
        @Override
        public Future<String> greet() {
            return async(() -> Greeting.super.greet().await() + " from " + Leaf.of(name).await());
        }
    }

    public static void main(String[] args) throws Exception {
        Greeting lambda = () -> "lambda";
        show(lambda.greet());
        show(new Person("ada").greet());
        show(Greeting.hidden(5));
        show(Greeting.doubling().start(21));
        show(async(() -> Main.class.getModule().getName() + Leaf.of("!").await()));
    }

    private static void show(Future<?> future) throws Exception {
        for (int polls = 1; ; polls++) {
            if (future.poll(Context.noop()) instanceof Poll.Ready<?>(var value)) {
                System.out.println(value + " after " + polls);
                return;
            }
        }
    }
}
