/**
 * The weaver: turns the lambdas of a class file that are async bodies into state machines.
 *
 * <p>A body stays in its class, as a static method that takes its machine and a context and gives a
 * poll; a small generated class, the machine, holds its frame. {@link
 * yamanote.compiler.weave.ClassWeaver} is the entrance; the steps are one file each.
 */
package yamanote.compiler.weave;
