/** JMH benchmarks of the core's hot paths; {@code bench/jmh}. */
package yamanote.bench;
