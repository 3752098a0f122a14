/** The reactor's atomic protocols under stress. */
package yamanote.internal.reactor;
