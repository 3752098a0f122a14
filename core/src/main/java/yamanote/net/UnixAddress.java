package yamanote.net;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.UnixName;

/**
 * The address of a Unix socket: a path, or an abstract name, which is Linux's and no file, or none
 * at all, as a client has. Mirrors {@code tokio::net::unix::SocketAddr}.
 *
 * <p>Abstract names need the native driver, {@code driver(DriverChoice.EPOLL)}.
 */
public final class UnixAddress extends SocketAddress {
    private static final long serialVersionUID = 1L;

    private final UnixName name;

    UnixAddress(UnixName name) {
        this.name = name;
    }

    /**
     * The address of the file {@code path}.
     *
     * @throws IllegalArgumentException if the path is empty, not of the default file system, or has
     *     more than 107 bytes, which is what the system has room for
     */
    public static UnixAddress of(Path path) {
        return new UnixAddress(UnixName.of(path));
    }

    /**
     * The abstract name of these bytes, which may be any.
     *
     * @throws IllegalArgumentException if it has more than 107 bytes
     */
    public static UnixAddress ofAbstract(byte[] name) {
        return new UnixAddress(UnixName.ofAbstract(name));
    }

    /** As {@link #ofAbstract(byte[])}, of the text's UTF-8 bytes. */
    public static UnixAddress ofAbstract(String name) {
        return ofAbstract(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the socket has neither path nor abstract name. */
    public boolean isUnnamed() {
        return name.isNone();
    }

    /** The path; null if it has none. */
    public @Nullable Path path() {
        return name.isNone() || name.isAbstract() ? null : name.path();
    }

    /** The abstract name; null if it has none. */
    public byte @Nullable [] abstractName() {
        return name.isAbstract() ? Arrays.copyOfRange(name.bytes(), 1, name.bytes().length) : null;
    }

    /** What the reactor binds or connects to. */
    UnixName named() {
        if (name.isNone()) {
            throw new IllegalArgumentException(
                    "the address is that of a socket without a name: give a path");
        }
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnixAddress address && name.equals(address.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The path, {@code @name} for an abstract name, or {@code unnamed}. */
    @Override
    public String toString() {
        return name.toString();
    }
}
