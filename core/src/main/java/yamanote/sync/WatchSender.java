package yamanote.sync;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A sender of a watch channel. */
final class WatchSender<T> extends SenderEnd<WatchChannel<T>> implements Watch.Sender<T> {
    WatchSender(WatchChannel<T> channel) {
        super(channel);
    }

    @Override
    public void send(T value) throws ClosedException {
        Objects.requireNonNull(value, "value");
        WatchChannel<T> to = channel();
        if (to.isClosed()) {
            throw new ClosedException("the watch channel has no receiver", value);
        }
        to.replace(value);
    }

    @Override
    public T sendReplace(T value) {
        return channel().replace(Objects.requireNonNull(value, "value"));
    }

    @Override
    public void sendModify(UnaryOperator<T> next) {
        modify(value -> Objects.requireNonNull(next.apply(value), "next value"));
    }

    @Override
    public boolean sendIfModified(Function<? super T, ? extends @Nullable T> next) {
        return modify(next);
    }

    private boolean modify(Function<? super T, ? extends @Nullable T> change) {
        WatchChannel<T> to = channel();
        for (; ; ) {
            int word = to.stableWord();
            T value = to.value();
            if (!to.isStill(word)) {
                continue;
            }
            @Nullable T next = change.apply(value);
            if (next == null) {
                return false;
            }
            if (to.replace(word, next)) {
                return true;
            }
        }
    }

    @Override
    public T borrow() {
        return channel().value();
    }

    @Override
    public Watch.Receiver<T> subscribe() {
        return channel().subscribe();
    }

    @Override
    public Watch.Sender<T> share() {
        return new WatchSender<>(sharedChannel());
    }

    @Override
    public int receiverCount() {
        return channel().receiverCount();
    }

    @Override
    public boolean sameChannel(Watch.Sender<?> other) {
        return sharesWith((WatchSender<?>) other);
    }
}
