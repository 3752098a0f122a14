/**
 * A Redis-compatible server written as plain async/await: the counterpart of Tokio's mini-redis.
 *
 * <p>The way of a request: {@link miniredis.Server} accepts and starts one task a connection;
 * {@link miniredis.Connection} turns bytes into a {@link miniredis.Command} and replies into bytes;
 * {@link miniredis.Commands} finds the handler, which reads and changes the {@link miniredis.Db}.
 * The same code runs on the one thread of a current-thread runtime and on several workers: what
 * clients share is guarded by one plain lock, which nobody holds across an await.
 *
 * <p>No buffer is held across an await unless bytes are left in it: an idle connection holds none.
 */
package miniredis;
