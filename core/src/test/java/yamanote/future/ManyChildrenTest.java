package yamanote.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.joinAll;
import static yamanote.Async.selectAny;
import static yamanote.Async.tryJoinAll;
import static yamanote.Async.yieldNow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.runtime.AsyncRuntime;
import yamanote.sync.Oneshot;

/** joinAll and selectAny of so many that a wake polls only who was woken. */
@Timeout(60)
class ManyChildrenTest {
    private static final int MANY = 100;

    private final List<String> log = new ArrayList<>();
    private final Hand cx = new Hand();
    private final List<Leaf<Integer>> leaves =
            IntStream.range(0, MANY).mapToObj(i -> new Leaf<Integer>("" + i, log)).toList();

    @Test
    void onlyTheWokenChildIsPolled() throws Exception {
        Future<List<Integer>> all = joinAll(leaves);
        assertThat(all.poll(cx).isPending()).isTrue();
        assertThat(log).hasSize(MANY).startsWith("poll 0", "poll 1");
        log.clear();

        leaves.get(70).complete(70);
        leaves.get(7).wake();
        leaves.get(7).wake();
        assertThat(cx.wakes).isEqualTo(2);
        assertThat(all.poll(cx).isPending()).isTrue();
        assertThat(log).containsExactly("poll 70", "poll 7");
        assertThat(all.poll(cx).isPending()).isTrue();
        assertThat(log).hasSize(2);
    }

    @Test
    void allValuesComeInTheirOrder() throws Exception {
        Future<List<Integer>> all = joinAll(leaves);
        assertThat(all.poll(cx).isPending()).isTrue();
        for (int i = MANY - 1; i > 0; i--) {
            leaves.get(i).complete(i);
            if (i % 3 == 0) {
                assertThat(all.poll(cx).isPending()).isTrue();
            }
        }
        leaves.getFirst().complete(0);
        assertThat(Hand.value(all, cx))
                .containsExactlyElementsOf(IntStream.range(0, MANY).boxed().toList());
        assertThat(log.size()).isEqualTo(2 * MANY);
        leaves.getFirst().wake();
    }

    @Test
    void lastWakerCounts() throws Exception {
        Future<List<Integer>> all = joinAll(leaves);
        Hand other = new Hand();
        all.poll(cx);
        all.poll(other);
        leaves.get(50).complete(1);
        assertThat(cx.wakes).isZero();
        assertThat(other.wakes).isEqualTo(1);
    }

    @Test
    void firstFailureCancelsTheRest() throws Exception {
        Future<List<Integer>> all = tryJoinAll(leaves);
        all.poll(cx);
        log.clear();
        var failure = new IOException("x");
        leaves.get(60).fail(failure);
        assertThatThrownBy(() -> all.poll(cx)).isSameAs(failure);
        assertThat(log).hasSize(MANY).startsWith("poll 60", "cancel 0", "cancel 1");
    }

    @Test
    void cancelReachesAllAndDrivesTheirCleanUps() throws Exception {
        Future<List<Integer>> all = joinAll(leaves);
        all.poll(cx);
        leaves.get(3).slowCleanUp();
        assertThat(all.cancel(cx)).isFalse();
        assertThat(leaves).allMatch(Leaf::isCancelled);
        int before = cx.wakes;
        leaves.get(3).complete(1);
        assertThat(cx.wakes).isEqualTo(before + 1);
        assertThatThrownBy(() -> all.poll(cx)).isInstanceOf(CancelledError.class);
    }

    @Test
    void firstReadyBranchWins() throws Exception {
        Future<Selected<Integer>> any = selectAny(leaves);
        cx.random = 40;
        assertThat(any.poll(cx).isPending()).isTrue();
        assertThat(log).hasSize(MANY).startsWith("poll 40", "poll 41").endsWith("poll 39");
        log.clear();
        leaves.get(9).complete(9);
        leaves.get(8).complete(8);
        assertThat(Hand.value(any, cx)).isEqualTo(new Selected<>(9, 9));
        assertThat(log).hasSize(MANY).startsWith("poll 9", "cancel 0");
    }

    @Test
    void allDisabledOfManyThrows() {
        List<Future<Integer>> disabled = new ArrayList<>();
        leaves.forEach(leaf -> disabled.add(leaf.onlyIf(false)));
        assertThatThrownBy(() -> selectAny(disabled).poll(cx))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("disabled");
    }

    /** A child that wakes itself in its poll is polled once in each poll of the join. */
    @Test
    void childThatWakesItselfIsPolledTheNextTime() throws Exception {
        int[] polls = {0};
        List<Future<Integer>> futures = new ArrayList<>(leaves);
        futures.add(own -> {
            own.waker().wake();
            return ++polls[0] == 3 ? Poll.ready(1) : Poll.pending();
        });
        Future<List<Integer>> all = joinAll(futures);
        for (int i = 1; i <= 3; i++) {
            all.poll(cx);
            assertThat(polls[0]).isEqualTo(i);
            assertThat(cx.wakes).isEqualTo(i);
        }
    }

    /** B109. */
    @Test
    void childThatAlwaysUsesUpTheBudgetStarvesNobody() throws Exception {
        int[] polls = new int[MANY];
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            int mine = i;
            futures.add(own -> {
                if (own.exhausted()) {
                    return Poll.pending();
                }
                polls[mine]++;
                while (mine == 0 && own.budget() > 0) {
                    own.spend();
                }
                own.spend();
                own.waker().wake();
                return Poll.pending();
            });
        }
        Future<List<Integer>> all = joinAll(futures);
        for (int round = 0; round < 20; round++) {
            cx.budget(Context.BUDGET);
            assertThat(all.poll(cx).isPending()).isTrue();
            assertThat(cx.budget()).isLessThanOrEqualTo(Context.BUDGET);
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(polls[i]).as("child " + i).isGreaterThanOrEqualTo(5);
        }
    }

    /** Children that give way are polled again, after the others. */
    @Test
    void childThatGivesWayIsPolledAgain() throws Exception {
        int[] polls = {0};
        List<Future<Integer>> futures = new ArrayList<>(leaves);
        futures.add(own -> {
            if (++polls[0] == 2) {
                return Poll.ready(1);
            }
            own.defer();
            return Poll.pending();
        });
        Future<List<Integer>> all = joinAll(futures);
        all.poll(cx);
        assertThat(cx.defers).isEqualTo(1);
        all.poll(cx);
        assertThat(polls[0]).isEqualTo(2);
    }

    /** On workers, woken by other threads: a lost wake hangs. */
    @Test
    void noneOfManyIsLostOnARuntime() throws Exception {
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            for (int round = 0; round < 20; round++) {
                int size = 1_000;
                List<Oneshot.Channel<Integer>> channels = new ArrayList<>();
                List<Future<Integer>> receives = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    var channel = Oneshot.<Integer>channel();
                    channels.add(channel);
                    receives.add(channel.receiver());
                }
                var all = runtime.spawn(joinAll(receives));
                for (int part = 0; part < 4; part++) {
                    int from = part;
                    runtime.spawn(() -> {
                        for (int i = from; i < size; i += 4) {
                            channels.get(i).sender().send(i);
                            if (i % 16 == from) {
                                yieldNow().await();
                            }
                        }
                    });
                }
                List<Integer> values = runtime.blockOn(all);
                assertThat(values).hasSize(size);
                assertThat(values.get(size - 1)).isEqualTo(size - 1);
            }
        }
    }
}
