/**
 * Signals of the operating system to this process. Mirrors {@code tokio::signal}.
 *
 * <p>A signal is a state of the whole process: the first listener for a kind takes away its default
 * action (for SIGINT, SIGTERM and SIGHUP the end of the JVM, with its shutdown hooks) for as long
 * as the process lives. Listeners need no runtime, and those of all runtimes hear of every signal.
 *
 * <p>The JDK has no supported way to signals. This goes through its module {@code jdk.unsupported},
 * by name and in one file ({@code JvmSignals}). Programs on the class path have it; one on the
 * module path adds it by {@code --add-modules jdk.unsupported}. Without it SIGINT and SIGTERM are
 * still heard, from a shutdown hook, which cannot tell them apart: the JVM then ends when all
 * listeners have been closed, or after ten seconds.
 */
package yamanote.signal;
