package yamanote.internal.reactor.nio;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import yamanote.internal.reactor.NativeOnly;
import yamanote.internal.reactor.UnixName;

/** Names of Unix sockets as the JDK knows them; addresses of other families stay as they are. */
final class UnixAddresses {
    /** The JDK wants a byte more than the system does. */
    private static final int MOST = 106;

    private UnixAddresses() {}

    /** As a channel takes it. */
    static SocketAddress toChannel(SocketAddress address) {
        if (!(address instanceof UnixName name)) {
            return address;
        }
        if (name.isAbstract()) {
            throw NativeOnly.refuse("an abstract name");
        }
        if (name.bytes().length > MOST) {
            throw UnixName.tooLong("path", MOST, name.bytes().length);
        }
        return UnixDomainSocketAddress.of(name.path());
    }

    /** What a channel gave. */
    static SocketAddress ofChannel(SocketAddress address) {
        if (!(address instanceof UnixDomainSocketAddress unix)) {
            return address;
        }
        return unix.getPath().toString().isEmpty() ? UnixName.NONE : UnixName.of(unix.getPath());
    }
}
