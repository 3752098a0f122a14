/**
 * Child processes. Mirrors {@code tokio::process}.
 *
 * <p>They are the JDK's: {@link java.lang.Process} with its reaper thread, a small one for each
 * child that lives, which sees the end of every child, awaited or not: there are no zombies.
 * Starting one, and each read and write of its pipes, is a job on the runtime's blocking pool;
 * while a child is silent, a pending read of its output occupies a thread of the pool. So the
 * number of children that are read at a time is limited by {@code maxBlockingThreads}, and closing
 * a runtime waits, up to its limit, for reads of children that are still alive: end the children
 * first.
 */
package yamanote.process;
