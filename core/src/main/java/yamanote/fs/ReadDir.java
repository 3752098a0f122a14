package yamanote.fs;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;

/**
 * What is in a directory, one entry after the other in no order; each job fetches 32 of them.
 * Mirrors {@code tokio::fs::ReadDir}. What is created or removed meanwhile may be in it or not. One
 * owner at a time; the last entry closes it, as does {@link #close}.
 */
public final class ReadDir implements Owned {
    private static final int ENTRIES_A_JOB = 32;

    /** May be closed while a job reads it: then its iterator is at its end. */
    private final DirectoryStream<Path> stream;

    /** Used by one job at a time. */
    private final Iterator<Path> rest;

    private final ArrayDeque<DirEntry> fetched = new ArrayDeque<>();
    private @Nullable Job<List<DirEntry>> job;
    private boolean ended;

    ReadDir(DirectoryStream<Path> stream) {
        this.stream = stream;
        this.rest = stream.iterator();
    }

    /** The next entry, or null at the end. Cancel safe: nothing is lost. */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable DirEntry> next() {
        return this::pollNext;
    }

    /** As {@link Future#poll}, of the next entry. */
    public Poll<@Nullable DirEntry> pollNext(Context cx) throws Exception {
        while (fetched.isEmpty() && !ended) {
            if (!take(cx)) {
                return Poll.pending();
            }
        }
        return Poll.ready(fetched.pollFirst());
    }

    /** Takes what the job has fetched; false while it runs. */
    private boolean take(Context cx) throws Exception {
        Job<List<DirEntry>> running = job;
        if (running == null) {
            running = Job.start("ReadDir.next", this::fetch);
            job = running;
        }
        try {
            if (!(running.poll(cx) instanceof Poll.Ready<List<DirEntry>>(var batch))) {
                return false;
            }
            job = null;
            fetched.addAll(batch);
            if (batch.size() < ENTRIES_A_JOB) {
                close();
            }
            return true;
        } catch (Throwable failure) {
            job = null;
            close();
            throw failure;
        }
    }

    /** On the blocking pool. */
    private List<DirEntry> fetch() throws IOException {
        List<DirEntry> batch = new ArrayList<>(ENTRIES_A_JOB);
        try {
            while (batch.size() < ENTRIES_A_JOB && rest.hasNext()) {
                batch.add(new DirEntry(rest.next()));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return batch;
    }

    /** Ends it; entries that were fetched can still be taken. */
    @Override
    public void close() {
        ended = true;
        try {
            stream.close();
        } catch (IOException e) {
            System.getLogger("yamanote").log(System.Logger.Level.DEBUG, "closing a directory", e);
        }
    }
}
