/**
 * The corpus: small programs over every construct in whose middle an await can stand, a file a
 * family. A program is a static method that takes an {@link yamanote.verify.probe.Env} and gives a
 * future.
 *
 * <p>This package is compiled without the weaver; the tests compile it again with it. Programs may
 * look odd: each one is here for the bytecode that javac makes of it.
 */
package yamanote.verify.corpus;
