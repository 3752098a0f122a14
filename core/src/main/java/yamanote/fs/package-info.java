/**
 * Files and directories. Mirrors {@code tokio::fs}.
 *
 * <p>The system has no asynchronous files, so every operation is a job on the runtime's blocking
 * pool, and costs a hop to another thread and back: a few microseconds. Whoever moves bytes does it
 * in large pieces, or whole files at once ({@link yamanote.fs.Fs#read}).
 *
 * <p>One exception, on Linux with native access: a file of 256 KiB or more that was opened for
 * reading only gives what the system has of it in memory at once, without a job, at most 256 KiB a
 * poll (some tens of microseconds); only what the disk must be asked for is a job. Such a file has
 * two descriptors. {@code driver(DriverChoice.NIO)} and {@code io(false)} turn that off.
 *
 * <ul>
 *   <li><b>Lazy.</b> A future of this package does nothing before its first poll; then its job is
 *       queued, in the order of first polls.
 *   <li><b>A job that is queued runs.</b> Cancelling the future detaches from it: what it was to do
 *       is done, its result is dropped. Neither an abort nor the end of the runtime stops it or
 *       interrupts it (an interrupt would close the file for everybody); closing the runtime waits
 *       for it.
 *   <li><b>Failures</b> are those of {@link java.nio.file.Files} and {@link
 *       java.nio.channels.FileChannel}. After the runtime has been closed an operation fails with
 *       an {@link java.io.IOException} that says so.
 * </ul>
 */
package yamanote.fs;
