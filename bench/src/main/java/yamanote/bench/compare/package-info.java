/**
 * The workloads of the side-by-side run as a user of Yamanote writes them; the same in Rust, with
 * virtual threads and in Kotlin are in {@code bench/peers}. See {@code bench/README.md}.
 */
package yamanote.bench.compare;
