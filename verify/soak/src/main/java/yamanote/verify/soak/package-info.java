/**
 * A soak: tokens wander through a graph of tasks and threads; each step is a wake, and whoever
 * holds a token owes the next one. A lost wake leaves its token behind, which shows when the tokens
 * are counted at the end of a round, or at once if nothing moves any more.
 */
@NullMarked
package yamanote.verify.soak;

import org.jspecify.annotations.NullMarked;
