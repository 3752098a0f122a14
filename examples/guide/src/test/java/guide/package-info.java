/**
 * The guide's chapters as programs that run: each code example of the guide has its counterpart
 * here, and each claim about behaviour an assertion. {@code examples/README.md} says which chapter
 * is where.
 */
@NullMarked
package guide;

import org.jspecify.annotations.NullMarked;
