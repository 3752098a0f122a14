package yamanote.future;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A context for polling by hand that counts wakes, adopts on demand and keeps what is reported. */
final class Hand extends Context {
    final List<Throwable> reported = new ArrayList<>();
    final List<Future<?>> adopted = new ArrayList<>();
    boolean adopts;
    int wakes;
    int defers;
    int random;
    private final Waker waker = Waker.of(() -> wakes++);

    /** A context like that of a task, which adopts what its combinators leave behind. */
    static Hand ofTask() {
        Hand hand = new Hand();
        hand.adopts = true;
        return hand;
    }

    @Override
    public Waker waker() {
        return waker;
    }

    @Override
    public void defer() {
        defers++;
    }

    @Override
    public boolean adopt(Future<?> cleanUp) {
        if (adopts) {
            adopted.add(cleanUp);
        }
        return adopts;
    }

    @Override
    public void cleanUpFailed(Future<?> cancelled, Throwable failure) {
        reported.add(failure);
    }

    @Override
    public int random(int bound) {
        return random % bound;
    }

    /** Polls a future that must be ready and gives its value. */
    static <T extends @Nullable Object> T value(Future<T> future, Context cx) throws Exception {
        return switch (future.poll(cx)) {
            case Poll.Ready<T>(T value) -> value;
            case Poll.Pending<T> _ -> throw new AssertionError(future + " is pending");
        };
    }
}
