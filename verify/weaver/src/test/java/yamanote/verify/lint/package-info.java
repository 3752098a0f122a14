/**
 * The compile-time checks, proved on small sources compiled in process. A sample marks where it
 * expects a finding: {@code /*!key*}{@code /} stands right before the caret.
 */
@NullMarked
package yamanote.verify.lint;

import org.jspecify.annotations.NullMarked;
