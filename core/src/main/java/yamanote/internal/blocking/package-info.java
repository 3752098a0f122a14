/** Threads for code that blocks: {@code spawnBlocking} and file operations. */
package yamanote.internal.blocking;
