package yamanote.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who sleeps and who searches; Tokio's idle.rs. */
class IdleWorkersTest {
    @Test
    void whileAllAreAwakeNobodyIsClaimed() {
        IdleWorkers idle = new IdleWorkers(4);
        assertThat(idle.claimIfNoneSearches()).isEqualTo(-1);
        assertThat(idle.claimAny()).isEqualTo(-1);
        assertThat(idle.areAllAsleep()).isFalse();
    }

    @Test
    void aSleeperIsClaimedOnceAndSearchesFromThenOn() {
        IdleWorkers idle = new IdleWorkers(2);
        idle.fallAsleep(1, false);
        assertThat(idle.isAsleep(1)).isTrue();
        assertThat(idle.claimIfNoneSearches()).isEqualTo(1);
        assertThat(idle.isAsleep(1)).isFalse();
        assertThat(idle.searching()).isEqualTo(1);
        assertThat(idle.wakeUp(1)).as("was claimed").isTrue();
        assertThat(idle.stopSearching(1)).as("the last one").isTrue();
        assertThat(idle.searching()).isZero();
    }

    @Test
    void whoWakesByItselfDoesNotSearch() {
        IdleWorkers idle = new IdleWorkers(2);
        idle.fallAsleep(0, false);
        assertThat(idle.wakeUp(0)).isFalse();
        assertThat(idle.searching()).isZero();
        assertThat(idle.isAsleep(0)).isFalse();
    }

    @Test
    void whileOneSearchesNobodyIsWokenForATaskUnlessForAnotherReason() {
        IdleWorkers idle = new IdleWorkers(4);
        assertThat(idle.startSearching(0)).isTrue();
        idle.fallAsleep(1, false);
        idle.fallAsleep(2, false);
        assertThat(idle.claimIfNoneSearches()).isEqualTo(-1);
        assertThat(idle.claimAny()).isIn(1, 2);
        assertThat(idle.searching()).isEqualTo(2);
    }

    @Test
    void onlyHalfOfThemSearch() {
        IdleWorkers idle = new IdleWorkers(4);
        assertThat(idle.startSearching(0)).isTrue();
        assertThat(idle.othersSearch(0)).isFalse();
        assertThat(idle.startSearching(1)).isTrue();
        assertThat(idle.othersSearch(0)).isTrue();
        assertThat(idle.startSearching(2)).isFalse();
    }

    @Test
    void whoFallsAsleepWhileNobodySearchesIsTold() {
        IdleWorkers idle = new IdleWorkers(4);
        idle.startSearching(0);
        idle.startSearching(1);
        assertThat(idle.fallAsleep(0, true)).isFalse();
        assertThat(idle.fallAsleep(1, true)).as("the last that searched").isTrue();
        assertThat(idle.fallAsleep(2, false)).as("was refused while they searched").isTrue();
        assertThat(idle.searching()).isZero();
        assertThat(idle.areAllAsleep()).isFalse();
        idle.fallAsleep(3, false);
        assertThat(idle.areAllAsleep()).isTrue();
    }

    @Test
    void everyWorkerOfSeveralGroupsIsClaimedInTheEnd() {
        int workers = 100;
        IdleWorkers idle = new IdleWorkers(workers);
        for (int worker = 0; worker < workers; worker++) {
            idle.fallAsleep(worker, false);
        }
        assertThat(idle.areAllAsleep()).isTrue();
        Set<Integer> claimed = new HashSet<>();
        for (int i = 0; i < workers; i++) {
            int worker = idle.claimIfNoneSearches();
            assertThat(idle.claimIfNoneSearches()).as("one searches").isEqualTo(-1);
            assertThat(idle.wakeUp(worker)).isTrue();
            idle.stopSearching(worker);
            claimed.add(worker);
        }
        assertThat(claimed).hasSize(workers);
        assertThat(idle.claimAny()).isEqualTo(-1);
    }

    @Test
    void aSearcherOfAnotherGroupCountsToo() {
        IdleWorkers idle = new IdleWorkers(100);
        assertThat(idle.startSearching(99)).isTrue();
        idle.fallAsleep(0, false);
        assertThat(idle.claimIfNoneSearches()).isEqualTo(-1);
        idle.stopSearching(99);
        assertThat(idle.claimIfNoneSearches()).isZero();
    }
}
