package miniredis;

import static yamanote.Async.async;
import static yamanote.Async.select;
import static yamanote.Async.sleep;
import static yamanote.Async.sleepUntil;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.sync.Notify;
import yamanote.task.CancellationToken;
import yamanote.time.Moment;

/**
 * Keeps the {@link Journal} in a file, in Redis's format and by its policies, off the workers.
 *
 * <p><b>Group commit.</b> One task takes all that has gathered, writes it, and under {@link
 * Sync#ALWAYS} waits until it is on the disk; what clients change meanwhile gathers for the next
 * round. A reply waits until all that was changed before it is {@linkplain #settled settled}, so
 * one wait for the disk serves all clients, and nobody sees what a crash could take back. Under the
 * other policies replies wait only if the disk falls far behind, which bounds the memory.
 *
 * <p>If a write fails, commands that change something are refused until a later try succeeds. A
 * failed sync is final, since nobody knows what of it has come to the disk.
 */
final class AppendOnlyFile {
    /** When changes are made to reach the disk. */
    enum Sync {
        ALWAYS,
        EVERYSEC,
        NO
    }

    /** Which file, and when it reaches the disk. */
    record Settings(Path path, Sync sync) {}

    /** Changes could not be written: no reply may say that they were made. */
    static final class LogException extends IOException {
        private static final long serialVersionUID = 1;

        LogException(String failure) {
            super("MISCONF Errors writing to the AOF file: " + failure);
        }
    }

    private static final System.Logger LOG = System.getLogger("miniredis");
    private static final long MOST_UNWRITTEN = 64 * 1024 * 1024;
    private static final Duration SYNC_PERIOD = Duration.ofSeconds(1);
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(1);

    private final Settings settings;
    private final Db db;
    private final LogFile file;
    private final CancellationToken last = CancellationToken.create();
    private final Notify progress = Notify.create();

    // Of the writing task.
    private Replies spare = Journal.buffer();
    private long written;
    private long synced;
    private Moment syncDue = Moment.now();

    private volatile long settled;
    private volatile long syncs;
    private volatile boolean rewriteAsked;
    private volatile @Nullable String failure;

    /** Appends to {@code file}, which has {@code size} bytes. */
    AppendOnlyFile(Settings settings, Db db, LogFile file, long size) {
        this.settings = settings;
        this.db = db;
        this.file = file;
        written = size;
        synced = size;
        publish();
    }

    /** Writes until {@link #finish} and then what is left; fails if that fails. */
    Future<@Nullable Void> run() {
        return async(() -> {
            try (file) {
                boolean more = true;
                while (more) {
                    more = awaitChanges().await();
                    write().await();
                    if (rewriteAsked) {
                        rewrite().await();
                    }
                    if (isSyncDue() || !more) {
                        sync().await();
                    }
                    publish();
                }
            } catch (IOException e) {
                fail(e);
                throw e;
            } finally {
                synchronized (db) {
                    db.journal().end();
                }
            }
        });
    }

    /** Makes {@link #run} end; to be called when nothing changes any more. */
    void finish() {
        last.cancel();
    }

    /** Waits until there is something to do; false if it is the last time. */
    private Future<Boolean> awaitChanges() {
        return async(() -> {
            boolean unsynced = settings.sync() == Sync.EVERYSEC && synced < written;
            select(
                            db.journal().more().notified(),
                            sleepUntil(syncDue).onlyIf(unsynced),
                            last.cancelled())
                    .await();
            return !last.isCancelled();
        });
    }

    private Future<@Nullable Void> write() {
        return async(() -> {
            Replies changes = takeChanges();
            append(changes.buffer().flip()).await();
            changes.clear();
            spare = changes;
        });
    }

    private Replies takeChanges() {
        synchronized (db) {
            return db.journal().take(spare);
        }
    }

    private Future<@Nullable Void> append(ByteBuffer bytes) {
        return async(() -> {
            if (!bytes.hasRemaining()) {
                return;
            }
            IOException error = file.tryAppend(bytes).await();
            while (error != null) {
                fail(error);
                if (last.isCancelled()) {
                    throw error;
                }
                select(sleep(RETRY_PERIOD), last.cancelled()).await();
                error = file.tryAppend(bytes).await();
            }
            recover();
            if (synced == written) {
                syncDue = Moment.now().plus(SYNC_PERIOD);
            }
            written += bytes.remaining();
        });
    }

    /**
     * Replaces the file by one that makes what there is now. What was changed and not yet written
     * is in that as well; if it cannot be written, the old file goes on.
     */
    private Future<@Nullable Void> rewrite() {
        return async(() -> {
            rewriteAsked = false;
            Replies all = Journal.buffer();
            Replies changes = takeChangesAndDump(all);
            ByteBuffer bytes = changes.buffer().flip();
            byte[] whole = new byte[all.size()];
            all.buffer().flip().get(whole);
            IOException error = file.tryReplace(whole).await();
            if (error == null) {
                written += bytes.remaining();
                synced = written;
            } else {
                LOG.log(Level.ERROR, "cannot rewrite " + settings.path(), error);
                append(bytes).await();
            }
            changes.clear();
            spare = changes;
        });
    }

    private Replies takeChangesAndDump(Replies all) {
        synchronized (db) {
            db.dump(all);
            return db.journal().take(spare);
        }
    }

    /** Makes the file as short as it can be, soon. */
    void askToRewrite() {
        rewriteAsked = true;
        db.journal().more().notifyOne();
    }

    private boolean isSyncDue() {
        return switch (settings.sync()) {
            case ALWAYS -> synced < written;
            case EVERYSEC -> synced < written && Moment.now().compareTo(syncDue) >= 0;
            case NO -> false;
        };
    }

    private Future<@Nullable Void> sync() {
        return async(() -> {
            file.sync().await();
            synced = written;
            syncs++;
        });
    }

    private void publish() {
        settled = settings.sync() == Sync.ALWAYS ? synced : written + MOST_UNWRITTEN;
        progress.notifyWaiters();
    }

    private void fail(IOException error) {
        if (failure == null) {
            LOG.log(Level.ERROR, "cannot write " + settings.path() + ": writes fail", error);
        }
        failure = String.valueOf(error.getMessage());
        progress.notifyWaiters();
    }

    private void recover() {
        if (failure != null) {
            failure = null;
            LOG.log(Level.WARNING, "can write " + settings.path() + " again");
        }
    }

    /** Why nothing can be written now, or null. */
    @Nullable String failure() {
        return failure;
    }

    /** How often it was waited for the disk. */
    long syncs() {
        return syncs;
    }

    /** Whether a reply may go out that was made when the journal was at {@code position}. */
    boolean isSettled(long position) {
        return settled >= position;
    }

    /** Waits until {@link #isSettled}; fails with {@link LogException} if that cannot be. */
    Future<@Nullable Void> settled(long position) {
        return async(() -> {
            while (settled < position) {
                var next = progress.notified(); // before looking, so that none is missed
                String why = failure;
                if (why != null) {
                    throw new LogException(why);
                }
                if (settled < position) {
                    next.await();
                }
            }
        });
    }
}
