/**
 * A Redis-compatible server written as plain async/await on one thread: the counterpart of Tokio's
 * mini-redis.
 *
 * <p>The way of a request: {@link miniredis.Server} accepts and starts one task a connection;
 * {@link miniredis.Connection} turns bytes into a {@link miniredis.Command} and replies into bytes;
 * {@link miniredis.Commands} finds the handler, which reads and changes the {@link miniredis.Db}.
 * All tasks run on the one thread of a current-thread runtime, so the database needs no lock:
 * between two awaits nobody else runs.
 *
 * <p>No buffer is held across an await unless bytes are left in it: an idle connection holds none.
 */
package miniredis;
