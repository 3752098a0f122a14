/** The facade: one import for everything a program says all the time. */
package yamanote;
