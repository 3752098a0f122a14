package yamanote.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** A connection to a host that is known by name: a look-up, then {@link HappyEyeballs}. */
final class HostConnect implements Future<TcpStream> {
    private final LookupFuture lookup;

    /** Null before the addresses are known. */
    private @Nullable HappyEyeballs<TcpStream> connect;

    HostConnect(String host, int port) {
        lookup = new LookupFuture(host, port);
    }

    @Override
    public Poll<TcpStream> poll(Context cx) throws IOException {
        HappyEyeballs<TcpStream> found = connect;
        if (found == null) {
            if (!(lookup.poll(cx) instanceof Poll.Ready<List<InetSocketAddress>>(var addresses))) {
                return Poll.pending();
            }
            found = new HappyEyeballs<>(addresses, ConnectFuture::new);
            connect = found;
        }
        return found.poll(cx);
    }

    @Override
    public boolean cancel(Context cx) {
        return connect == null ? lookup.cancel(cx) : connect.cancel(cx);
    }
}
