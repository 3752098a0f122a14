package yamanote.internal.scheduler;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which workers sleep and how many search for work: decides whom a new task wakes. Mirrors {@code
 * tokio::runtime::scheduler::multi_thread::idle}.
 */
final class IdleWorkers {
    /*
     * One word for each group of 48 workers: the number of those that search in the lower 16 bits,
     * a bit for each that sleeps above. Whoever is awake and does not search is in neither.
     *
     *   startSearching   awake -> searching     only while less than half of the group search
     *   stopSearching    searching -> awake     having found a task
     *   fallAsleep       awake, searching -> asleep
     *   claim            asleep -> searching    by whoever has queued a task; then unparks it
     *   wakeUp           asleep -> awake        by itself, unless it finds itself claimed
     *
     * No task is left behind (Dekker). Whoever queues a task: queue, full fence, read the words;
     * nobody is woken if somebody searches or nobody sleeps. Whoever ceases to search or falls
     * asleep: read-modify-write of its word, look at the queues again if nobody of its group searches
     * now. So either the first sees it searching, and then its look sees the task; or it is seen
     * asleep and is claimed. The look is for one that falls asleep without having searched, too: it
     * was refused while another searched, which by now may have found something, looked, and found
     * nobody asleep.
     *
     * A claimed worker counts as searching before it knows; so one that wakes by itself must ask
     * (wakeUp), or that count would stay for ever and no later task would wake anybody.
     */

    private static final int GROUP = 48;
    private static final int SEARCHERS = 16;
    private static final long SEARCHING = (1L << SEARCHERS) - 1;

    /** Words lie this many longs apart, each on cache lines of its own. */
    private static final int STRIDE = 16;

    private final int workers;
    private final int groups;
    private final AtomicLongArray words;

    /** All awake, none searching. */
    IdleWorkers(int workers) {
        this.workers = workers;
        this.groups = (workers + GROUP - 1) / GROUP;
        this.words = new AtomicLongArray((groups + 1) * STRIDE);
    }

    /** An awake worker: whether it may search. The bound may be passed by a few that race. */
    boolean startSearching(int worker) {
        int group = worker / GROUP;
        long searching = words.get(at(group)) & SEARCHING;
        if (2 * searching >= sizeOf(group)) {
            return false;
        }
        words.getAndAdd(at(group), 1);
        return true;
    }

    /** A searching worker: true if it was the last one; then it looks at the queues again. */
    boolean stopSearching(int worker) {
        return (words.getAndAdd(at(worker / GROUP), -1) & SEARCHING) == 1;
    }

    /** Whether more than one worker of its group searches. */
    boolean othersSearch(int worker) {
        return (words.get(at(worker / GROUP)) & SEARCHING) > 1;
    }

    /**
     * An awake worker, which may be {@code searching}: sleeps from now on. True if nobody searches:
     * then it looks at the queues again.
     */
    boolean fallAsleep(int worker, boolean searching) {
        long change = bit(worker) - (searching ? 1 : 0);
        return (words.addAndGet(at(worker / GROUP), change) & SEARCHING) == 0;
    }

    /** A sleeping worker that has woken: true if it was claimed, and so is searching now. */
    boolean wakeUp(int worker) {
        int at = at(worker / GROUP);
        long bit = bit(worker);
        for (; ; ) {
            long word = words.get(at);
            if ((word & bit) == 0) {
                return true;
            }
            if (words.weakCompareAndSetVolatile(at, word, word - bit)) {
                return false;
            }
        }
    }

    /**
     * Any thread, having queued a task: a sleeping worker, which is searching from now on and is to
     * be unparked; -1 if nobody need be woken.
     */
    int claimIfNoneSearches() {
        VarHandle.fullFence(); // the queued task, before the words; pairs with the RMWs above
        for (int group = 0; group < groups; group++) {
            if ((words.getOpaque(at(group)) & SEARCHING) != 0) {
                return -1;
            }
        }
        return claim(0);
    }

    /** Any thread: as {@link #claimIfNoneSearches}, whether or not others search. */
    int claimAny() {
        return claim(SEARCHING);
    }

    /** Claims a sleeper of a group of which not more than {@code searching} workers search. */
    private int claim(long searching) {
        for (int group = 0; group < groups; group++) {
            int at = at(group);
            long word = words.get(at);
            while (word >>> SEARCHERS != 0) {
                if ((word & SEARCHING) > searching) {
                    return -1;
                }
                long bit = Long.lowestOneBit(word & ~SEARCHING);
                long seen = words.compareAndExchange(at, word, word - bit + 1);
                if (seen == word) {
                    return group * GROUP + Long.numberOfTrailingZeros(bit) - SEARCHERS;
                }
                word = seen;
            }
        }
        return -1;
    }

    /** Any thread: whether {@code worker} sleeps. */
    boolean isAsleep(int worker) {
        return (words.get(at(worker / GROUP)) & bit(worker)) != 0;
    }

    /** Any thread: whether all of them sleep; a snapshot. */
    boolean areAllAsleep() {
        for (int worker = 0; worker < workers; worker++) {
            if (!isAsleep(worker)) {
                return false;
            }
        }
        return true;
    }

    /** For tests: how many search. */
    int searching() {
        long sum = 0;
        for (int group = 0; group < groups; group++) {
            sum += words.get(at(group)) & SEARCHING;
        }
        return (int) sum;
    }

    private int sizeOf(int group) {
        return Math.min(GROUP, workers - group * GROUP);
    }

    private static int at(int group) {
        return (group + 1) * STRIDE;
    }

    private static long bit(int worker) {
        return 1L << (SEARCHERS + worker % GROUP);
    }
}
