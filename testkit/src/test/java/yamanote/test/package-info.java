/** The test kit, tested with itself where that is possible. */
@NullMarked
package yamanote.test;

import org.jspecify.annotations.NullMarked;
