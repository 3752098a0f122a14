package yamanote.verify.iosoak;

import static yamanote.Async.async;
import static yamanote.Async.select;
import static yamanote.Async.sleep;
import static yamanote.Async.tryJoin;
import static yamanote.Async.yieldNow;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Select2;
import yamanote.net.TcpHalves;
import yamanote.net.TcpReadHalf;
import yamanote.net.TcpStream;
import yamanote.net.TcpWriteHalf;
import yamanote.verify.iosoak.Connection.BreakException;
import yamanote.verify.iosoak.Connection.Party;
import yamanote.verify.soak.Dice;

/** A client's or the server's end of a connection: sends one flow and receives the other. */
final class End {
    private static final int BUFFER = 64 * 1024;
    private static final int MOST_STALLS = 8;
    private static final int MOST_PIECES = 1_000;

    private final Round round;
    private final Connection connection;
    private final Party me;
    private final TcpStream stream;

    End(Round round, Connection connection, Party me, TcpStream stream) {
        this.round = round;
        this.connection = connection;
        this.me = me;
        this.stream = stream;
    }

    /** Both ways, until both have ended or the connection is broken; closes it. */
    Future<@Nullable Void> run(Flow out, Flow in) {
        return async(() -> {
            TcpHalves halves = stream.split();
            try {
                tryJoin(send(halves.writer(), out), receive(halves.reader(), in)).await();
            } catch (BreakException e) {
                if (connection.isReset) {
                    stream.option(StandardSocketOptions.SO_LINGER, 0);
                }
                halves.writer().forget();
            } catch (IOException e) {
                round.brokenOff(connection, me, e);
            } finally {
                halves.writer().close();
                halves.reader().close();
            }
        });
    }

    private Future<@Nullable Void> send(TcpWriteHalf out, Flow flow) {
        return async(() -> {
            Dice dice = connection.dice(me, 0);
            ByteBuffer buffer = buffer(dice);
            buffer.limit(0);
            while (!flow.isSent()) {
                if (!buffer.hasRemaining()) {
                    buffer.clear().limit(size(dice, buffer));
                    flow.make(buffer);
                    buffer.flip();
                }
                int before = buffer.position();
                try {
                    write(out, buffer, dice).await();
                } finally {
                    flow.sent(buffer.position() - before);
                }
                moved(buffer.position() - before);
            }
            if (dice.oneIn(2)) {
                out.shutdown().await();
            } else {
                out.close();
            }
            flow.isEnded = true;
        });
    }

    /** Some of {@code buffer}, in one of the ways there are, some of them cancelled. */
    private Future<?> write(TcpWriteHalf out, ByteBuffer buffer, Dice dice) {
        return switch (dice.below(8)) {
            case 0 ->
                    async(() -> {
                        out.writable().await();
                        out.tryWrite(buffer);
                    });
            case 1 -> select(out.write(buffer), yieldNow());
            case 2 -> select(out.writeAll(buffer), sleep(millis(dice)));
            case 3 -> select(out.writable(), yieldNow());
            case 4 -> out.writeAll(buffer);
            default -> out.write(buffer);
        };
    }

    private Future<@Nullable Void> receive(TcpReadHalf in, Flow flow) {
        return async(() -> {
            Dice dice = connection.dice(me, 1);
            ByteBuffer buffer = buffer(dice);
            int stalls = dice.below(MOST_STALLS);
            int n = 0;
            while (n >= 0) {
                if (stalls > 0 && dice.oneIn(round.plan.slow())) {
                    stalls--;
                    sleep(millis(dice)).await();
                }
                buffer.clear().limit(size(dice, buffer));
                n = read(in, buffer, dice).await();
                if (buffer.position() != Math.max(0, n)) {
                    throw new AssertionError(n + " bytes, and moved " + buffer.position());
                }
                flow.received(buffer, Math.max(0, n));
                moved(Math.max(0, n));
            }
            flow.isEndSeen = true;
        });
    }

    /** A number of bytes, 0 for none this time, -1 at the end. */
    private static Future<Integer> read(TcpReadHalf in, ByteBuffer buffer, Dice dice) {
        return switch (dice.below(6)) {
            case 0 ->
                    async(() -> {
                        in.readable().await();
                        return in.tryRead(buffer);
                    });
            case 1 -> orNone(select(in.read(buffer), yieldNow()));
            case 2 -> orNone(select(in.read(buffer), sleep(millis(dice))));
            default -> in.read(buffer);
        };
    }

    private static Future<Integer> orNone(Future<? extends Select2<Integer, ?>> read) {
        return async(() -> read.await() instanceof Select2.First<Integer, ?>(var n) ? n : 0);
    }

    private void moved(int bytes) throws BreakException {
        round.moved.add(bytes);
        connection.moved(me, bytes);
    }

    private static ByteBuffer buffer(Dice dice) {
        return dice.oneIn(2) ? ByteBuffer.allocate(BUFFER) : ByteBuffer.allocateDirect(BUFFER);
    }

    private int size(Dice dice, ByteBuffer buffer) {
        int most = dice.oneOf(1, 100, 5_000, buffer.capacity(), buffer.capacity());
        return 1 + dice.below(Math.max(most, round.plan.largest() / MOST_PIECES));
    }

    private static Duration millis(Dice dice) {
        return Duration.ofMillis(1 + dice.below(dice.oneOf(2, 2, 20)));
    }
}
