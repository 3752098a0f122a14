/** The blocking pool under stress. */
package yamanote.internal.blocking;
