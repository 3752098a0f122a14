package yamanote.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.blocking.BlockingJob.Kind;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.task.JoinHandle;
import yamanote.task.TaskCancelledException;

/** The addresses of a host. */
final class LookupFuture implements Future<List<InetSocketAddress>> {
    private static final int LAST_PORT = 0xffff;

    private final String host;
    private final int port;
    private final Resolver resolver;

    /** Null as long as nothing was asked. */
    private @Nullable JoinHandle<Answer> job;

    private boolean ended;

    LookupFuture(String host, int port) {
        this(host, port, InetAddress::getAllByName);
    }

    LookupFuture(String host, int port, Resolver resolver) {
        this.host = Objects.requireNonNull(host, "host");
        this.port = port;
        this.resolver = resolver;
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("a port is from 0 to 65535, not " + port);
        }
    }

    /** Blocks. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** A failure is an answer, too: one that comes when nobody waits any more is not reported. */
    private record Answer(InetAddress[] addresses, @Nullable UnknownHostException failure) {}

    @Override
    public Poll<List<InetSocketAddress>> poll(Context cx) throws IOException {
        if (ended) {
            throw new IllegalStateException("this look-up has ended: make a new one");
        }
        JoinHandle<Answer> asked = job;
        if (asked == null) {
            InetAddress literal = literal();
            if (literal != null) {
                ended = true;
                return Poll.ready(List.of(new InetSocketAddress(literal, port)));
            }
            asked =
                    JoinHandle.of(
                            CurrentRuntime.require("a look-up of " + host)
                                    .spawnBlocking(this::answer, Kind.ORDINARY));
            job = asked;
        }
        return answered(cx, asked);
    }

    private Poll<List<InetSocketAddress>> answered(Context cx, JoinHandle<Answer> asked)
            throws IOException {
        try {
            if (!(asked.poll(cx) instanceof Poll.Ready<Answer>(Answer answer))) {
                return Poll.pending();
            }
            ended = true;
            if (answer.failure != null) {
                throw answer.failure;
            }
            return Poll.ready(
                    Stream.of(answer.addresses)
                            .map(address -> new InetSocketAddress(address, port))
                            .toList());
        } catch (TaskCancelledException e) {
            ended = true;
            throw new IOException("the runtime was closed during a look-up of " + host, e);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private @Nullable InetAddress literal() {
        boolean possible = host.indexOf(':') >= 0 || !host.isEmpty() && isDigit(host.charAt(0));
        if (!possible) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            return null; // a name that begins like an address
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Answer answer() {
        try {
            return new Answer(resolver.resolve(host), null);
        } catch (UnknownHostException e) {
            return new Answer(new InetAddress[0], e);
        }
    }

    @Override
    public boolean cancel(Context cx) {
        if (!ended && job != null) {
            job.abort();
            job.cancel(cx);
        }
        ended = true;
        return true;
    }
}
