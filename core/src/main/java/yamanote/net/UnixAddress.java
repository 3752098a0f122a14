package yamanote.net;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.UnixNames;

/**
 * The address of a Unix socket: a path, an abstract name (Linux's: no file, gone with the socket),
 * or none at all. Mirrors {@code tokio::net::unix::SocketAddr}; unlike {@link
 * UnixDomainSocketAddress} it can be an abstract name.
 */
public final class UnixAddress extends SocketAddress {
    private static final long serialVersionUID = 1L;

    static final UnixNames<UnixAddress> NAMES =
            new UnixNames<>() {
                @Override
                public UnixAddress address(byte[] name) {
                    return name.length == 0 ? UNNAMED : new UnixAddress(name);
                }

                @Override
                public byte[] name(UnixAddress address) {
                    return address.name;
                }
            };

    private static final UnixAddress UNNAMED = new UnixAddress(new byte[0]);

    /** As the system has it; an abstract one begins with a zero byte. */
    private final byte[] name;

    private UnixAddress(byte[] name) {
        this.name = name;
    }

    /** The address of the file {@code path}. */
    public static UnixAddress of(Path path) {
        byte[] name = path.toString().getBytes(fileNames());
        if (name.length == 0) {
            throw new IllegalArgumentException("an empty path is no address");
        }
        return new UnixAddress(name);
    }

    /** {@code address} of the JDK. */
    public static UnixAddress of(UnixDomainSocketAddress address) {
        return of(address.getPath());
    }

    /** The abstract name {@code name}, in UTF-8. */
    public static UnixAddress ofAbstract(String name) {
        return ofAbstract(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The abstract name {@code name}, which may have any bytes. */
    public static UnixAddress ofAbstract(byte[] name) {
        byte[] whole = new byte[1 + name.length];
        System.arraycopy(name, 0, whole, 1, name.length);
        return new UnixAddress(whole);
    }

    private static Charset fileNames() {
        String encoding = System.getProperty("sun.jnu.encoding");
        return encoding != null && Charset.isSupported(encoding)
                ? Charset.forName(encoding)
                : StandardCharsets.UTF_8;
    }

    /** Whether it is none: that of a socket that was not bound. */
    public boolean isUnnamed() {
        return name.length == 0;
    }

    /** Whether it is an abstract name. */
    public boolean isAbstract() {
        return name.length > 0 && name[0] == 0;
    }

    /** The path; null if it is none. */
    public @Nullable Path path() {
        return isUnnamed() || isAbstract() ? null : Path.of(new String(name, fileNames()));
    }

    /** The bytes of the abstract name; null if it is none. */
    public byte @Nullable [] abstractName() {
        return isAbstract() ? Arrays.copyOfRange(name, 1, name.length) : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnixAddress that && Arrays.equals(name, that.name);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(name);
    }

    /** The path, {@code @} and the abstract name, or {@code (unnamed)}. */
    @Override
    public String toString() {
        if (isUnnamed()) {
            return "(unnamed)";
        }
        return isAbstract()
                ? "@" + new String(name, 1, name.length - 1, StandardCharsets.UTF_8)
                : new String(name, fileNames());
    }
}
