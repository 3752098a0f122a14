package yamanote.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.runtime.RuntimeCore;
import yamanote.time.Sleep;

/**
 * Connects to one of several addresses of a host, as RFC 8305 has it: the families take turns, each
 * attempt has a head start on the next, and the first connection wins. An attempt that fails starts
 * the next at once. On a runtime without timers there are no head starts: each attempt waits for
 * the one before to fail.
 */
final class HappyEyeballs<S extends Owned> implements Future<S> {
    /** The connection attempt delay that RFC 8305 recommends. */
    static final Duration HEAD_START = Duration.ofMillis(250);

    private final Function<InetSocketAddress, Future<S>> connector;
    private final Deque<InetSocketAddress> untried;
    private final int addresses;
    private final List<Attempt<S>> attempts = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    /** Until the next attempt; null: not begun, or there is none to begin. */
    private @Nullable Sleep headStart;

    /** An attempt has failed since the last one began. */
    private boolean hurries;

    private boolean ended;

    HappyEyeballs(
            List<InetSocketAddress> addresses, Function<InetSocketAddress, Future<S>> connector) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("no address to connect to: pass at least one");
        }
        this.untried = interleaved(addresses);
        this.addresses = addresses.size();
        this.connector = connector;
    }

    private record Attempt<S extends Owned>(InetSocketAddress address, Future<S> connect) {}

    private record Failure(InetSocketAddress address, IOException thrown) {}

    /** The family of the first address first, then the other, by turns. */
    static Deque<InetSocketAddress> interleaved(Collection<InetSocketAddress> addresses) {
        boolean preferred = isV6(addresses.iterator().next());
        Deque<InetSocketAddress> first = new ArrayDeque<>();
        Deque<InetSocketAddress> second = new ArrayDeque<>();
        for (InetSocketAddress address : addresses) {
            (isV6(address) == preferred ? first : second).add(address);
        }
        Deque<InetSocketAddress> all = new ArrayDeque<>();
        while (!first.isEmpty() || !second.isEmpty()) {
            if (!first.isEmpty()) {
                all.add(first.remove());
            }
            if (!second.isEmpty()) {
                all.add(second.remove());
            }
        }
        return all;
    }

    private static boolean isV6(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address;
    }

    @Override
    public Poll<S> poll(Context cx) throws IOException {
        if (ended) {
            throw new IllegalStateException("this connect has ended: make a new one");
        }
        try {
            for (; ; ) {
                S connected = pollAttempts(cx);
                if (connected != null) {
                    cancel(cx);
                    return Poll.ready(connected);
                }
                if (untried.isEmpty()) {
                    return pendingOrFailed();
                }
                if (!attempts.isEmpty() && !hurries && !headStartIsOver(cx)) {
                    return Poll.pending();
                }
                begin(untried.remove(), cx);
            }
        } catch (IOException | RuntimeException e) {
            cancel(cx);
            throw e;
        }
    }

    /** A connection that stands; attempts that fail are left out from then on. */
    private @Nullable S pollAttempts(Context cx) throws IOException {
        for (Iterator<Attempt<S>> left = attempts.iterator(); left.hasNext(); ) {
            Attempt<S> attempt = left.next();
            try {
                if (attempt.connect.poll(cx) instanceof Poll.Ready<S>(S connected)) {
                    left.remove();
                    return connected;
                }
            } catch (IOException e) {
                left.remove();
                failed(attempt, e);
            } catch (UnsupportedOperationException e) {
                // So the JDK says that this machine has no IPv6.
                left.remove();
                failed(attempt, new IOException(e));
            } catch (RuntimeException e) {
                left.remove();
                throw e;
            } catch (Exception e) {
                left.remove();
                throw new IOException(e);
            }
        }
        return null;
    }

    private void failed(Attempt<S> attempt, IOException thrown) {
        failures.add(new Failure(attempt.address, thrown));
        hurries = true;
    }

    private Poll<S> pendingOrFailed() throws IOException {
        if (!attempts.isEmpty()) {
            return Poll.pending();
        }
        throw addresses == 1 ? failures.getFirst().thrown : failure();
    }

    private IOException failure() {
        List<InetSocketAddress> tried = failures.stream().map(Failure::address).toList();
        var failure = new ConnectException("none of these addresses could be reached: " + tried);
        failures.forEach(one -> failure.addSuppressed(one.thrown));
        return failure;
    }

    private void begin(InetSocketAddress address, Context cx) {
        dropHeadStart(cx);
        hurries = false;
        attempts.add(new Attempt<>(address, connector.apply(address)));
    }

    private boolean headStartIsOver(Context cx) {
        if (headStart == null) {
            RuntimeCore runtime = CurrentRuntime.require("a connect to several addresses");
            if (runtime.scheduler().wheel() == null) {
                return false;
            }
            headStart = Sleep.of(HEAD_START);
        }
        return headStart.poll(cx).isReady();
    }

    private void dropHeadStart(Context cx) {
        if (headStart != null) {
            headStart.cancel(cx);
            headStart = null;
        }
    }

    /** Closes what is not connected, and what is and lost. */
    @Override
    public boolean cancel(Context cx) {
        ended = true;
        dropHeadStart(cx);
        for (Attempt<S> attempt : attempts) {
            CleanUp.release(attempt.connect, cx);
        }
        attempts.clear();
        untried.clear();
        return true;
    }
}
