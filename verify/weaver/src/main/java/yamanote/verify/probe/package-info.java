/**
 * Drives one program the way an executor would and writes down everything that can be observed of
 * it: value or exception with its line, side effects, which leaf was cancelled, clean-up order.
 *
 * <p>The text must be the same whether the program is woven or not; the tests compare it.
 */
package yamanote.verify.probe;
