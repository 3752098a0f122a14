package yamanote.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.join;
import static yamanote.Async.joinAll;
import static yamanote.Async.tryJoin;
import static yamanote.Async.tryJoinAll;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import yamanote.task.TaskCancelledException;

class JoinTest {
    private final List<String> log = new ArrayList<>();
    private final Hand cx = new Hand();
    private final Leaf<Object> a = new Leaf<>("a", log);
    private final Leaf<Object> b = new Leaf<>("b", log);
    private final Leaf<Object> c = new Leaf<>("c", log);
    private final IOException first = new IOException("first");
    private final IOException second = new IOException("second");

    @Test
    void givesAllValuesInTheirOrder() throws Exception {
        Future<Joined2<Integer, String>> joined = join(async(() -> 1), async(() -> "b".repeat(2)));

        assertThat(Hand.value(joined, cx)).isEqualTo(new Joined2<>(1, "bb"));
        assertThatThrownBy(() -> joined.poll(cx)).isInstanceOf(IllegalStateException.class);
        assertThat(joined.cancel(cx)).isTrue();
    }

    @Test
    void everyArityPutsItsValuesIntoPlace() throws Exception {
        List<Future<Integer>> f = eight();

        assertThat(Hand.value(join(f.get(0), f.get(1), f.get(2)), cx))
                .isEqualTo(new Joined3<>(0, 1, 2));
        f = eight();
        assertThat(Hand.value(join(f.get(0), f.get(1), f.get(2), f.get(3)), cx))
                .isEqualTo(new Joined4<>(0, 1, 2, 3));
        f = eight();
        assertThat(Hand.value(tryJoin(f.get(0), f.get(1), f.get(2), f.get(3), f.get(4)), cx))
                .isEqualTo(new Joined5<>(0, 1, 2, 3, 4));
        f = eight();
        assertThat(Hand.value(join(f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5)), cx))
                .isEqualTo(new Joined6<>(0, 1, 2, 3, 4, 5));
        f = eight();
        assertThat(
                        Hand.value(
                                tryJoin(
                                        f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5),
                                        f.get(6)),
                                cx))
                .isEqualTo(new Joined7<>(0, 1, 2, 3, 4, 5, 6));
        f = eight();
        assertThat(
                        Hand.value(
                                join(
                                        f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5),
                                        f.get(6), f.get(7)),
                                cx))
                .isEqualTo(new Joined8<>(0, 1, 2, 3, 4, 5, 6, 7));
    }

    private static List<Future<Integer>> eight() {
        return IntStream.range(0, 8).mapToObj(Futures::ready).toList();
    }

    @Test
    void listsGiveListsAlsoOfNothingAndOfNulls() throws Exception {
        assertThat(Hand.value(joinAll(List.<Future<Integer>>of()), cx)).isEmpty();
        assertThat(Hand.value(joinAll(List.of(Futures.ready(1), Futures.ready(null))), cx))
                .containsExactly(1, null);
        List<Integer> list =
                Hand.value(tryJoinAll(List.of(Futures.ready(1), Futures.ready(2))), cx);
        assertThat(list).containsExactly(1, 2);
        assertThatThrownBy(() -> list.set(0, 3)).isInstanceOf(UnsupportedOperationException.class);
    }

    /** B108. */
    @Test
    void theNthPollStartsAtBranchNModKAndSkipsCompletedOnes() throws Exception {
        var joined = join(a, b, c);

        for (int i = 0; i < 4; i++) {
            assertThat(joined.poll(cx).isPending()).isTrue();
            log.add("-");
        }
        b.complete(2);
        assertThat(joined.poll(cx).isPending()).isTrue();
        log.add("-");
        assertThat(joined.poll(cx).isPending()).isTrue();

        assertThat(String.join(" ", log).replace("poll ", ""))
                .isEqualTo("a b c - b c a - c a b - a b c - b c a - c a");
    }

    /** B109: the second child would never see a unit of the budget in a fixed order. */
    @Test
    void aBranchThatAlwaysUsesUpTheBudgetDoesNotStarveTheOthers() throws Exception {
        Future<Object> greedy =
                poll -> {
                    while (!poll.exhausted()) {
                        poll.spend();
                    }
                    return Poll.pending();
                };
        Future<Object> modest =
                poll -> {
                    if (poll.exhausted()) {
                        return Poll.pending();
                    }
                    log.add("progress");
                    return Poll.ready(1);
                };
        var joined = join(greedy, modest);

        for (int i = 0; i < 2; i++) {
            cx.budget(Context.BUDGET);
            assertThat(joined.poll(cx).isPending()).isTrue();
        }

        assertThat(log).containsExactly("progress");
    }

    @Test
    void waitsForAllAndThrowsTheFirstFailureWithTheOthersSuppressed() throws Exception {
        var joined = join(a, b, c);
        assertThat(joined.poll(cx).isPending()).isTrue();

        b.fail(first);
        assertThat(joined.poll(cx).isPending()).isTrue();
        a.fail(second);
        assertThat(joined.poll(cx).isPending()).isTrue();
        c.complete(3);

        assertThatThrownBy(() -> joined.poll(cx)).isSameAs(first).hasSuppressedException(second);
        assertThat(log).noneMatch(line -> line.startsWith("cancel"));
        assertThatThrownBy(() -> joined.poll(cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theSameFailureFromTwoChildrenIsThrownOnce() {
        assertThatThrownBy(() -> join(a.failed(first), b.failed(first)).poll(cx))
                .isSameAs(first)
                .hasNoSuppressedExceptions();
    }

    @Test
    void aFailureIsCaughtWhereverItComesInThePoll() {
        for (int position = 0; position < 3; position++) {
            List<Leaf<Object>> leaves = List.of(new Leaf<>("a"), new Leaf<>("b"), new Leaf<>("c"));
            Permit permit = new Permit();
            for (int i = 0; i < 3; i++) {
                if (i == position) {
                    leaves.get(i).fail(first);
                } else {
                    leaves.get(i).complete(permit);
                }
            }
            assertThatThrownBy(() -> joinAll(leaves).poll(cx)).isSameAs(first);
            assertThat(permit.closed).isEqualTo(2);
        }
    }

    @Test
    void ownedValuesOfAFailedJoinAreDroppedBeforeAndAfterTheFailure() throws Exception {
        Permit early = new Permit();
        Permit late = new Permit();
        var joined = join(a, b, c);

        a.complete(early);
        assertThat(joined.poll(cx).isPending()).isTrue();
        assertThat(early.closed).isZero();
        b.fail(first);
        assertThat(joined.poll(cx).isPending()).isTrue();
        assertThat(early.closed).isEqualTo(1);
        c.complete(late);

        assertThatThrownBy(() -> joined.poll(cx)).isSameAs(first);
        assertThat(late.closed).isEqualTo(1);
        assertThat(early.closed).isEqualTo(1);
    }

    @Test
    void cancelCancelsWhatIsUnfinishedAndDropsValues() throws Exception {
        Permit permit = new Permit();
        var joined = join(a.completed(permit), b, c);
        assertThat(joined.poll(cx).isPending()).isTrue();
        log.clear();

        assertThat(joined.cancel(cx)).isTrue();

        assertThat(log).containsExactly("cancel b", "cancel c");
        assertThat(permit.closed).isEqualTo(1);
        assertThat(joined.cancel(cx)).isTrue();
        assertThatThrownBy(() -> joined.poll(cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cancelBeforeTheFirstPollCancelsTheChildrenUnstarted() {
        Future<Boolean> body = async(() -> log.add("body"));

        assertThat(join(body, a).cancel(cx)).isTrue();

        assertThat(log).containsExactly("cancel a");
    }

    @Test
    void cancelIsFalseUntilEveryChildHasCleanedUpEvenWithATask() throws Exception {
        Hand task = Hand.ofTask();
        var joined = join(a.slowCleanUp(), b, c.slowCleanUp());
        assertThat(joined.poll(task).isPending()).isTrue();

        assertThat(joined.cancel(task)).isFalse();
        assertThat(joined.cancel(task)).isFalse();
        a.complete(1);
        assertThat(task.wakes).isEqualTo(1);
        assertThat(joined.poll(task).isPending()).isTrue();
        c.fail(first);

        assertThatThrownBy(() -> joined.poll(task)).isInstanceOf(CancelledError.class);
        assertThat(task.reported).containsExactly(first);
        assertThat(task.adopted).isEmpty();
        assertThat(log.stream().filter(line -> line.startsWith("cancel"))).hasSize(3);
    }

    @Test
    void aValueThatComesOutOfACleanUpIsDropped() throws Exception {
        Permit permit = new Permit();
        var joined = join(a.slowCleanUp(), b);
        assertThat(joined.poll(cx).isPending()).isTrue();
        assertThat(joined.cancel(cx)).isFalse();

        a.complete(permit);

        assertThatThrownBy(() -> joined.poll(cx)).isInstanceOf(CancelledError.class);
        assertThat(permit.closed).isEqualTo(1);
    }

    @Test
    void aFailureThatNobodyWillSeeIsReportedAtCancel() throws Exception {
        var joined = join(a.failed(first), b);
        assertThat(joined.poll(cx).isPending()).isTrue();

        assertThat(joined.cancel(cx)).isTrue();

        assertThat(cx.reported).containsExactly(first);
    }

    /** B110. */
    /** Both were cancelled, as at the end of a runtime; what another one threw is a failure. */
    @Test
    void thatATaskWasCancelledIsNoFailureToReportAtCancel() throws Exception {
        Future<Object> cancelled =
                _ -> {
                    throw new TaskCancelledException("the task was cancelled");
                };
        Future<?> joined = join(cancelled, b);
        joined.poll(cx);
        joined.cancel(cx);
        assertThat(cx.reported).isEmpty();

        joined = join(cancelled, a.failed(first), c);
        joined.poll(cx);
        joined.cancel(cx);
        assertThat(cx.reported).containsExactly(first);
    }

    @Test
    void tryJoinThrowsTheFirstFailureAtOnceAndCancelsTheRest() throws Exception {
        Permit permit = new Permit();
        Leaf<Object> d = new Leaf<>("d", log);
        var joined = tryJoin(a.completed(permit), b, c, d);
        assertThat(joined.poll(cx).isPending()).isTrue();
        log.clear();

        c.fail(first);

        assertThatThrownBy(() -> joined.poll(cx)).isSameAs(first).hasNoSuppressedExceptions();
        assertThat(log).containsExactly("poll b", "poll c", "cancel b", "cancel d");
        assertThat(permit.closed).isEqualTo(1);
        assertThatThrownBy(() -> joined.poll(cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tryJoinNeverStartsTheChildrenAfterAnImmediateFailure() {
        Permit permit = new Permit();
        Future<Boolean> owner = yamanote.Async.owning(permit, async(() -> log.add("body")));

        assertThatThrownBy(() -> tryJoin(a.failed(first), owner).poll(cx)).isSameAs(first);

        assertThat(log).containsExactly("poll a");
        assertThat(permit.closed).isEqualTo(1);
    }

    @Test
    void tryJoinLeavesAsynchronousCleanUpToTheTask() {
        Hand task = Hand.ofTask();
        var joined = tryJoin(a.slowCleanUp(), b.failed(first));

        assertThatThrownBy(() -> joined.poll(task)).isSameAs(first);

        assertThat(task.adopted).containsExactly(a);
    }

    @Test
    void withoutATaskTryJoinStaysPendingUntilTheCleanUpHasEnded() throws Exception {
        var joined = tryJoin(a.slowCleanUp(), b.failed(first));

        assertThat(joined.poll(cx).isPending()).isTrue();
        assertThat(joined.poll(cx).isPending()).isTrue();
        a.complete(1);

        assertThatThrownBy(() -> joined.poll(cx)).isSameAs(first);
        assertThat(log).containsExactly("poll a", "poll b", "cancel a", "clean a", "clean a");
    }

    @Test
    void cancelWhileTryJoinSettlesReportsTheFailureAndGoesOnCleaningUp() throws Exception {
        var joined = tryJoin(a.slowCleanUp(), b.failed(first));
        assertThat(joined.poll(cx).isPending()).isTrue();

        assertThat(joined.cancel(cx)).isFalse();
        assertThat(cx.reported).containsExactly(first);
        a.complete(1);

        assertThatThrownBy(() -> joined.poll(cx)).isInstanceOf(CancelledError.class);
        assertThat(log.stream().filter("cancel a"::equals)).hasSize(1);
    }

    @Test
    void aWakeDuringThePollIsHarmless() throws Exception {
        Future<Object> selfWaking =
                poll -> {
                    poll.waker().wake();
                    return Poll.pending();
                };
        var joined = join(selfWaking, a);

        assertThat(joined.poll(cx).isPending()).isTrue();

        assertThat(cx.wakes).isEqualTo(1);
    }

    @Test
    @SuppressWarnings("NullAway")
    void aNullBranchIsRejectedAtOnce() {
        assertThatThrownBy(() -> join(a, null)).isInstanceOf(NullPointerException.class);
    }
}
