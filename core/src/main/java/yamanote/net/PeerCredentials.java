package yamanote.net;

import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.util.OptionalLong;
import yamanote.internal.reactor.Credentials;

/**
 * Whose process is at the other end of a Unix socket, as the system knows it: the peer cannot claim
 * to be another. Mirrors {@code tokio::net::unix::UCred}.
 *
 * @param user the user; equal to the owner of a file of that user
 * @param group the group; equal to the group of a file of that group
 * @param userId the user's number; empty on NIO, which does not tell: {@code
 *     driver(DriverChoice.EPOLL)} does
 * @param groupId the group's number; empty as {@code userId} is
 * @param processId the process; empty as {@code userId} is
 */
public record PeerCredentials(
        UserPrincipal user,
        GroupPrincipal group,
        OptionalLong userId,
        OptionalLong groupId,
        OptionalLong processId) {

    static PeerCredentials of(Credentials known) {
        return new PeerCredentials(
                known.user(),
                known.group(),
                number(known.userId()),
                number(known.groupId()),
                number(known.processId()));
    }

    private static OptionalLong number(long known) {
        return known == Credentials.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(known);
    }
}
