/**
 * The sampling of the side-by-side run, in plain Java: the peers on the JVM compile these sources,
 * too, so that all are measured by the same code. Started by {@code bench/compare}.
 */
package yamanote.bench.harness;
