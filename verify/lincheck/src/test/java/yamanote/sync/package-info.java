/** Linearizability of the primitives, model-checked. */
package yamanote.sync;
