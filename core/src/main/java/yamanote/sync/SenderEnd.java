package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;

/** A sender of a channel; it lets go of the channel when it is closed. */
abstract class SenderEnd<C extends SharedChannel> implements Owned {
    private static final VarHandle CHANNEL =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "channel",
                    VarHandle.class,
                    SenderEnd.class,
                    SharedChannel.class);

    /** By exchange, because any thread may close a sender, and only the first one counts. */
    private @Nullable C channel;

    SenderEnd(C channel) {
        this.channel = channel;
    }

    final C channel() {
        C open = channel;
        if (open == null) {
            throw Misuse.closedSender();
        }
        return open;
    }

    /** The channel, with one sender more. */
    final C sharedChannel() {
        C open = channel();
        open.senders().addSender();
        return open;
    }

    /** Takes the channel out: this sender is used up, its count is the caller's. */
    @SuppressWarnings("unchecked")
    final C takeChannel() {
        C open = (@Nullable C) CHANNEL.getAndSet(this, null);
        if (open == null) {
            throw Misuse.closedSender();
        }
        return open;
    }

    public final Future<@Nullable Void> closed() {
        return new Closed(channel());
    }

    public final boolean isClosed() {
        return channel().isClosed();
    }

    public final int senderCount() {
        return channel().senders().senderCount();
    }

    public final int weakSenderCount() {
        return channel().senders().weakCount();
    }

    final boolean sharesWith(SenderEnd<?> other) {
        return other.channel() == channel();
    }

    @Override
    public final void close() {
        var open = (@Nullable SharedChannel) CHANNEL.getAndSet(this, null);
        if (open != null && open.senders().removeSender()) {
            open.endOfSenders();
        }
    }

    /** The wait until there is nobody to send to. */
    private static final class Closed extends EventFuture<SharedChannel, @Nullable Void> {
        Closed(SharedChannel channel) {
            super(channel);
        }

        @Override
        String name() {
            return "closed()";
        }

        @Override
        EventQueue queue(SharedChannel channel) {
            return channel.senders().closing();
        }

        @Override
        Poll<@Nullable Void> look(SharedChannel channel) {
            return channel.isClosed() ? Poll.ready(null) : Poll.pending();
        }

        @Override
        boolean isIdle(SharedChannel channel) {
            return !channel.isClosed();
        }
    }
}
