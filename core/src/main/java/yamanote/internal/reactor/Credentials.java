package yamanote.internal.reactor;

import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;

/** Whose process a peer is; a number that the poller does not know is negative. */
public record Credentials(
        UserPrincipal user, GroupPrincipal group, long userId, long groupId, long processId) {
    /** A number that is not known. */
    public static final long UNKNOWN = -1;
}
