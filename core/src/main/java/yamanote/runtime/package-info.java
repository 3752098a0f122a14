/** Runtimes: building, entering, watching and closing them. */
package yamanote.runtime;
