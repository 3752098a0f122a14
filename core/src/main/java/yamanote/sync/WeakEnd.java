package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.future.Owned;

/** A sender that does not keep its channel open; it lets go of the channel when it is closed. */
abstract class WeakEnd<C extends SharedChannel> implements Owned {
    private static final VarHandle CHANNEL =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "channel",
                    VarHandle.class,
                    WeakEnd.class,
                    SharedChannel.class);

    /** By exchange, because any thread may close it, and only the first one counts. */
    private @Nullable C channel;

    /** Counts itself. */
    WeakEnd(C channel) {
        this.channel = channel;
        channel.senders().addWeak(1);
    }

    final C channel() {
        C open = channel;
        if (open == null) {
            throw new IllegalStateException(
                    "this weak sender is closed; share() gives each owner one of its own");
        }
        return open;
    }

    /** The channel, with one sender more; null if its last sender was closed. */
    final @Nullable C upgradedChannel() {
        C open = channel();
        return open.senders().tryAddSender() ? open : null;
    }

    public final int senderCount() {
        return channel().senders().senderCount();
    }

    public final int weakSenderCount() {
        return channel().senders().weakCount();
    }

    @Override
    public final void close() {
        var open = (@Nullable SharedChannel) CHANNEL.getAndSet(this, null);
        if (open != null) {
            open.senders().addWeak(-1);
        }
    }
}
