package yamanote.verify.iosoak;

import static yamanote.Async.async;
import static yamanote.Async.sleep;
import static yamanote.Async.tryJoin;
import static yamanote.Async.yieldNow;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.net.TcpStream;
import yamanote.verify.iosoak.Connection.BreakException;
import yamanote.verify.iosoak.Connection.Party;
import yamanote.verify.soak.Dice;

/**
 * Carries bytes between two sockets: late, in small pieces, not at all for a while, and at times it
 * resets both. What one of them ends or breaks it ends or breaks at the other.
 */
final class Proxy {
    private static final int MOST_STALLS = 8;
    private static final int MOST_READS = 1_000;

    private final Round round;
    private final InetSocketAddress server;

    Proxy(Round round, InetSocketAddress server) {
        this.round = round;
        this.server = server;
    }

    /** One connection, whose first bytes say which; the caller closes {@code client}. */
    Future<@Nullable Void> carry(TcpStream client) {
        return async(() -> {
            Connection connection = round.head(client).await();
            if (connection == null) {
                return;
            }
            try (TcpStream far = TcpStream.connect(server).await()) {
                try {
                    far.writeAll(Round.head(connection)).await();
                    tryJoin(pump(connection, client, far, 0), pump(connection, far, client, 1))
                            .await();
                } catch (BreakException e) {
                    reset(client, far);
                } catch (IOException e) {
                    round.brokenOff(connection, Party.PROXY, e);
                    reset(client, far);
                }
            } catch (IOException e) {
                round.brokenOff(connection, Party.PROXY, e);
            }
        });
    }

    private Future<@Nullable Void> pump(
            Connection connection, TcpStream from, TcpStream to, int task) {
        return async(() -> {
            Dice dice = connection.dice(Party.PROXY, task);
            ByteBuffer buffer = ByteBuffer.allocateDirect(room(dice));
            int stalls = dice.below(MOST_STALLS);
            while (from.read(buffer.clear()).await() >= 0) {
                if (stalls > 0 && dice.oneIn(round.plan.slow())) {
                    stalls--;
                    sleep(Duration.ofMillis(1 + dice.below(dice.oneOf(2, 2, 5, 40)))).await();
                }
                round.moved.add(buffer.position());
                connection.moved(Party.PROXY, buffer.position());
                buffer.flip();
                while (buffer.hasRemaining()) {
                    if (dice.oneIn(8)) {
                        yieldNow().await();
                    }
                    forward(to, buffer, dice).await();
                }
            }
            to.shutdown().await();
        });
    }

    /** Small ones only for short streams, which are over in time nevertheless. */
    private int room(Dice dice) {
        int most = dice.oneOf(1, 100, 4_096, 65_536, 65_536);
        return Math.max(most, round.plan.largest() / MOST_READS);
    }

    /** A piece of {@code buffer}, or all. */
    private static Future<@Nullable Void> forward(TcpStream to, ByteBuffer buffer, Dice dice) {
        int size = Math.min(buffer.remaining(), dice.oneOf(1 + dice.below(10), 1_000, 1 << 20));
        ByteBuffer piece = buffer.slice(buffer.position(), size);
        buffer.position(buffer.position() + size);
        return to.writeAll(piece);
    }

    /** Both peers find their connection reset. */
    private static void reset(TcpStream client, TcpStream far) throws IOException {
        client.option(StandardSocketOptions.SO_LINGER, 0).close();
        far.option(StandardSocketOptions.SO_LINGER, 0).close();
    }
}
