/**
 * The weaver inside javac: one jar on the processor path, no flag.
 *
 * <p>The {@link yamanote.compiler.javac.WeaverPlugin} starts by itself and listens for generated
 * classes; writing files needs a {@code Filer}, which only an annotation processor is given, so a
 * {@link yamanote.compiler.javac.FilerProcessor} that processes nothing hands it over. Public API
 * of the compiler only.
 */
package yamanote.compiler.javac;
