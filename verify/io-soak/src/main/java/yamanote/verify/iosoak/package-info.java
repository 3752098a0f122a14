/**
 * A soak of the sockets: clients and a server send each other checksummed streams through a proxy
 * that delays, splits, stalls and resets them; all three are tasks of one runtime. What arrives is
 * a prefix of what was sent, and all of it if nobody broke the connection; after each round no task
 * and no descriptor is left.
 */
@NullMarked
package yamanote.verify.iosoak;

import org.jspecify.annotations.NullMarked;
