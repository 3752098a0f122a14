package yamanote.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.select;
import static yamanote.Async.selectAny;
import static yamanote.Async.selectBiased;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectTest {
    private final List<String> log = new ArrayList<>();
    private final Hand cx = new Hand();
    private final Leaf<Object> a = new Leaf<>("a", log);
    private final Leaf<Object> b = new Leaf<>("b", log);
    private final Leaf<Object> c = new Leaf<>("c", log);
    private final IOException failure = new IOException("failure");

    @Test
    void givesTheCaseOfTheBranchThatWon() throws Exception {
        Leaf<Integer> number = new Leaf<>("number");
        Leaf<String> text = new Leaf<>("text");
        Future<String> future =
                async(() ->
                        switch (select(number, text).await()) {
                            case Select2.First(var n) when n > 100 -> "big";
                            case Select2.First(var n) -> "number " + n;
                            case Select2.Second(var s) -> "text " + s;
                        });

        assertThat(future.poll(cx).isPending()).isTrue();
        text.complete("hello");

        assertThat(Hand.value(future, cx)).isEqualTo("text hello");
        assertThat(number.isCancelled()).isTrue();
    }

    @Test
    void everyArityNamesEveryBranch() throws Exception {
        for (int k = 2; k <= 8; k++) {
            for (int winner = 0; winner < k; winner++) {
                List<Leaf<Integer>> f = leaves(k);
                f.get(winner).complete(winner);
                Object result = Hand.value(selectOf(f), cx);

                assertThat(result.getClass().getName())
                        .isEqualTo("yamanote.future.Select" + k + "$" + NAMES.get(winner));
                assertThat(result).hasToString(NAMES.get(winner) + "[value=" + winner + "]");
                for (int i = 0; i < k; i++) {
                    assertThat(f.get(i).isCancelled()).isEqualTo(i != winner);
                }
            }
        }
    }

    private static final List<String> NAMES =
            List.of("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth");

    private static List<Leaf<Integer>> leaves(int k) {
        return IntStream.range(0, k).mapToObj(i -> new Leaf<Integer>("" + i)).toList();
    }

    private static Future<? extends Object> selectOf(List<Leaf<Integer>> f) {
        return switch (f.size()) {
            case 2 -> selectBiased(f.get(0), f.get(1));
            case 3 -> select(f.get(0), f.get(1), f.get(2));
            case 4 -> selectBiased(f.get(0), f.get(1), f.get(2), f.get(3));
            case 5 -> select(f.get(0), f.get(1), f.get(2), f.get(3), f.get(4));
            case 6 -> selectBiased(f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5));
            case 7 -> select(f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6));
            default ->
                    selectBiased(
                            f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6),
                            f.get(7));
        };
    }

    @Test
    void eachPollStartsWhereTheRandomSourceOfTheRuntimeSays() throws Exception {
        var selected = select(a, b, c);

        for (int start : new int[] {1, 2, 0}) {
            cx.random = start;
            assertThat(selected.poll(cx).isPending()).isTrue();
            log.add("-");
        }

        assertThat(String.join(" ", log).replace("poll ", "")).isEqualTo("b c a - c a b - a b c -");
    }

    @Test
    void biasedPollsInWrittenOrderAndTheFirstReadyWins() throws Exception {
        cx.random = 1;

        Select2<Object, Object> result =
                Hand.value(selectBiased(a.completed(1), b.completed(2)), cx);

        assertThat(result).isEqualTo(new Select2.First<>(1));
        assertThat(log).containsExactly("poll a", "cancel b");
    }

    @Test
    void selectAnyGivesPositionAndValue() throws Exception {
        b.complete("b");

        assertThat(Hand.value(selectAny(List.of(a, b, c)), cx)).isEqualTo(new Selected<>(1, "b"));
        assertThat(a.isCancelled()).isTrue();
        assertThat(c.isCancelled()).isTrue();
        assertThatThrownBy(() -> selectAny(List.<Future<Integer>>of()).poll(cx))
                .isInstanceOf(IllegalStateException.class);
    }

    /** B103. */
    @Test
    void aDisabledBranchIsNeverPolledAndTheOthersGoOn() throws Exception {
        var selected = select(a.onlyIf(false), b.onlyIf(true));
        assertThat(selected.poll(cx).isPending()).isTrue();
        b.complete(2);

        assertThat(Hand.value(selected, cx)).isEqualTo(new Select2.Second<>(2));
        assertThat(log).containsExactly("poll b", "poll b", "cancel a");
    }

    /** B103, B105: there is no else, and so no branch that could be it. */
    @Test
    void allBranchesDisabledThrows() {
        var selected = select(a.onlyIf(false), b.onlyIf(false));

        assertThatThrownBy(() -> selected.poll(cx))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("disabled");
        assertThat(log).containsExactly("cancel a", "cancel b");
        assertThatThrownBy(() -> selected.poll(cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDisabledBranchWithSlowCleanUpIsDrivenToItsEnd() throws Exception {
        var selected = select(a.slowCleanUp().onlyIf(false), b.completed(2));

        assertThat(selected.poll(cx).isPending()).isTrue();
        a.complete(0);

        assertThat(Hand.value(selected, cx)).isEqualTo(new Select2.Second<>(2));
    }

    @Test
    void aDisabledBranchOutsideOfSelectThrows() {
        assertThatThrownBy(() -> a.onlyIf(false).poll(cx))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("select");
    }

    /** B098. */
    @Test
    void isPendingWithTheBudgetUsedUpEvenIfABranchThatIgnoresItIsReady() throws Exception {
        var selected = select(a.completed(1), b);
        cx.budget(0);

        assertThat(selected.poll(cx).isPending()).isTrue();
        assertThat(cx.defers).isEqualTo(1);
        assertThat(log).isEmpty();
        cx.budget(1);

        assertThat(Hand.value(selected, cx)).isEqualTo(new Select2.First<>(1));
    }

    /** B106. */
    @Test
    void theSynchronousCleanUpOfTheLosersHasEndedBeforeTheArmGoesOn() throws Exception {
        Future<Object> loser =
                async(() -> {
                    try {
                        return b.await();
                    } finally {
                        log.add("loser's finally");
                    }
                });
        Future<Object> future =
                async(() -> {
                    Object won = selectBiased(loser, a).await();
                    log.add("arm");
                    return won;
                });

        assertThat(future.poll(cx).isPending()).isTrue();
        a.complete(1);
        Hand.value(future, cx);

        assertThat(log)
                .containsExactly(
                        "poll b",
                        "poll a",
                        "poll b",
                        "poll a",
                        "cancel b",
                        "loser's finally",
                        "arm");
    }

    /** B106. */
    @Test
    void asynchronousCleanUpOfALoserIsAdoptedByTheTask() throws Exception {
        Hand task = Hand.ofTask();

        var result = Hand.value(selectBiased(a.slowCleanUp(), b.completed(2), c), task);

        assertThat(result).isEqualTo(new Select3.Second<>(2));
        assertThat(task.adopted).containsExactly(a);
        assertThat(log).containsExactly("poll a", "poll b", "cancel a", "cancel c");
    }

    @Test
    void withoutATaskTheResultWaitsForTheCleanUp() throws Exception {
        var selected = selectBiased(a.slowCleanUp(), b.completed(2));

        assertThat(selected.poll(cx).isPending()).isTrue();
        a.fail(failure);
        assertThat(cx.wakes).isEqualTo(1);

        assertThat(Hand.value(selected, cx)).isEqualTo(new Select2.Second<>(2));
        assertThat(cx.reported).containsExactly(failure);
        assertThat(log).containsExactly("poll a", "poll b", "cancel a", "clean a");
    }

    @Test
    void aBranchThatThrowsCancelsTheOthersAndRethrowsWhereverItStands() {
        for (int position = 0; position < 3; position++) {
            List<Leaf<Object>> leaves = List.of(new Leaf<>("a"), new Leaf<>("b"), new Leaf<>("c"));
            leaves.get(position).fail(failure);

            assertThatThrownBy(() -> selectAny(leaves).poll(cx)).isSameAs(failure);

            for (int i = 0; i < 3; i++) {
                assertThat(leaves.get(i).isCancelled()).isEqualTo(i != position);
            }
        }
    }

    @Test
    void ofTwoReadyAtOnceOnlyTheFirstPolledWinsAndTheOtherIsCancelledWithItsValue()
            throws Exception {
        Permit won = new Permit();
        Permit lost = new Permit();

        var result = Hand.value(selectBiased(Futures.ready(won), Futures.ready(lost)), cx);

        assertThat(result).isEqualTo(new Select2.First<>(won));
        assertThat(won.closed).isZero();
        assertThat(lost.closed).isEqualTo(1);
    }

    @Test
    void cancelCancelsAllBranches() throws Exception {
        var selected = select(a, b.onlyIf(false), c);
        assertThat(selected.poll(cx).isPending()).isTrue();
        log.clear();

        assertThat(selected.cancel(cx)).isTrue();

        assertThat(log).containsExactly("cancel a", "cancel b", "cancel c");
        assertThat(selected.cancel(cx)).isTrue();
        assertThatThrownBy(() -> selected.poll(cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cancelIsFalseUntilTheBranchesHaveCleanedUp() throws Exception {
        var selected = select(a.slowCleanUp(), b);
        assertThat(selected.poll(cx).isPending()).isTrue();

        assertThat(selected.cancel(cx)).isFalse();
        assertThat(selected.cancel(cx)).isFalse();
        a.complete(1);

        assertThatThrownBy(() -> selected.poll(cx)).isInstanceOf(CancelledError.class);
        assertThat(log.stream().filter("cancel a"::equals)).hasSize(1);
    }

    @Test
    void cancelWhileTheResultWaitsForCleanUpDropsTheResult() throws Exception {
        Permit permit = new Permit();
        var selected = selectBiased(a.slowCleanUp(), b.completed(permit));
        assertThat(selected.poll(cx).isPending()).isTrue();

        assertThat(selected.cancel(cx)).isFalse();
        assertThat(permit.closed).isEqualTo(1);
        a.complete(1);

        assertThatThrownBy(() -> selected.poll(cx)).isInstanceOf(CancelledError.class);
    }

    @Test
    void aFutureTakenByReferenceSurvivesLosing() throws Exception {
        assertThat(Hand.value(selectBiased(a.byRef(), b.completed(2)), cx))
                .isEqualTo(new Select2.Second<>(2));
        assertThat(a.isCancelled()).isFalse();
        a.complete(1);

        assertThat(Hand.value(a, cx)).isEqualTo(1);
    }

    @Test
    void selectsAndJoinsNest() throws Exception {
        var future = select(yamanote.Async.join(a, b), c);
        assertThat(future.poll(cx).isPending()).isTrue();
        a.complete(1);
        assertThat(future.poll(cx).isPending()).isTrue();
        c.complete(3);

        assertThat(Hand.value(future, cx)).isEqualTo(new Select2.Second<>(3));
        assertThat(b.isCancelled()).isTrue();
    }
}
