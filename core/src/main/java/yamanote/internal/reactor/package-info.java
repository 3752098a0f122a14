/** I/O readiness: one interface, one turn, one driver an operating-system facility. */
package yamanote.internal.reactor;
