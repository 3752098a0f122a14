/**
 * The mistakes of asynchronous code, found while it is compiled: one class per {@link
 * yamanote.compiler.lint.Check}, one scanner that drives them over every class that javac has
 * analysed.
 *
 * <p>Only the public compiler tree API is used, and the core is known by name only. A check reports
 * under a {@link yamanote.compiler.lint.Key}, which decides between error and warning and names the
 * {@code @SuppressWarnings} key. An error keeps javac from generating classes.
 */
@NullMarked
package yamanote.compiler.lint;

import org.jspecify.annotations.NullMarked;
