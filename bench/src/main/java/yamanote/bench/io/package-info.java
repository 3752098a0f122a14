/** The servers of {@code bench/io} that run on the JVM. */
@org.jspecify.annotations.NullMarked
package yamanote.bench.io;
