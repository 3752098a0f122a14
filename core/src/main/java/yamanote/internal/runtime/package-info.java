/** One runtime put together: what it owns, how a thread finds it, how it ends. */
package yamanote.internal.runtime;
