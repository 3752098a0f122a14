package yamanote.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.timer.Allocation;
import yamanote.time.DelayQueue.Entry;

/** A delay queue polled by hand; times in milliseconds. */
class DelayQueueTest {
    private final ByHand hand = new ByHand();
    private final DelayQueue<String> queue = new DelayQueue<>(hand.wheel);

    private Entry<String> insert(String value, long millis) {
        return queue.insertAt(value, at(millis));
    }

    private static Moment at(long millis) {
        return new Moment(millis * ByHand.MS);
    }

    private boolean isPending() {
        return queue.pollExpired(hand.alone).isPending();
    }

    /** The item that comes out now; null for the end. */
    private @Nullable String expired() {
        return switch (queue.pollExpired(hand.alone)) {
            case Poll.Ready<Entry<String>>(var entry) -> entry == null ? null : entry.value();
            case Poll.Pending<Entry<String>> _ -> "pending";
        };
    }

    /** B309. */
    @Test
    void itemsComeInTheOrderOfTheirDeadlines() {
        insert("c", 30);
        insert("a", 10);
        insert("b", 20);
        assertThat(expired()).isEqualTo("pending");
        hand.advanceTo(9);
        assertThat(hand.wakes).isZero();
        hand.advanceTo(10);
        assertThat(hand.wakes).isOne();
        assertThat(expired()).isEqualTo("a");
        assertThat(expired()).isEqualTo("pending");
        hand.advanceTo(35);
        assertThat(expired()).isEqualTo("b");
        assertThat(expired()).isEqualTo("c");
        assertThat(expired()).isNull();
    }

    @Test
    void itemsDueTogetherComeInTheOrderOfTheirInsertion() {
        for (int i = 0; i < 100; i++) {
            insert("same" + i, 10);
        }
        hand.advanceTo(10);
        for (int i = 0; i < 100; i++) {
            assertThat(expired()).isEqualTo("same" + i);
        }
    }

    /** B309: down to the nanosecond, though the timer's steps are a millisecond. */
    @Test
    void itemsWithinAMillisecondKeepTheirOrderAndAreNotEarly() {
        queue.insertAt("later", new Moment(1_900_000));
        queue.insertAt("earlier", new Moment(1_100_000));
        assertThat(isPending()).isTrue();
        hand.time.setNanos(1_099_999);
        hand.wheel.advance(1_099_999);
        assertThat(isPending()).isTrue();
        hand.advanceTo(2);
        assertThat(expired()).isEqualTo("earlier");
        assertThat(expired()).isEqualTo("later");
    }

    /** B309. */
    @Test
    void anEarlierItemWakesThePoller() {
        insert("later", 100);
        assertThat(isPending()).isTrue();
        insert("latest", 200);
        assertThat(hand.wakes).isZero();
        insert("earlier", 50);
        assertThat(hand.wakes).isOne();
        insert("earliest", 40);
        assertThat(hand.wakes).as("one wake, until it has polled").isOne();
        assertThat(isPending()).isTrue();
        hand.advanceTo(40);
        assertThat(hand.wakes).isEqualTo(2);
        assertThat(expired()).isEqualTo("earliest");
    }

    /** B309. */
    @Test
    void aDeadlineInThePastComesAtOnce() {
        hand.advanceTo(100);
        insert("past", 3);
        queue.insert("negative", Duration.ofMillis(-50));
        queue.insert("now", Duration.ZERO);
        insert("never early", Long.MIN_VALUE / ByHand.MS);
        assertThat(expired()).isEqualTo("never early");
        assertThat(expired()).isEqualTo("past");
        assertThat(expired()).isEqualTo("negative");
        assertThat(expired()).isEqualTo("now");
        assertThat(expired()).isNull();
    }

    /** B309. */
    @Test
    void aDeadlineInThePastWakesThePoller() {
        insert("later", 100);
        hand.advanceTo(50);
        assertThat(isPending()).isTrue();
        insert("past", 10);
        assertThat(hand.wakes).isOne();
        assertThat(expired()).isEqualTo("past");
    }

    /** B310. */
    @Test
    void resetMovesAPendingItemBothWays() {
        Entry<String> up = insert("up", 50);
        Entry<String> down = insert("down", 60);
        assertThat(isPending()).isTrue();
        queue.resetAt(up, at(80));
        queue.resetAt(down, at(20));
        assertThat(hand.wakes).as("down is first now").isOne();
        assertThat(down.deadline()).isEqualTo(at(20));
        assertThat(isPending()).isTrue();
        hand.advanceTo(20);
        assertThat(expired()).isEqualTo("down");
        assertThat(isPending()).isTrue();
        hand.advanceTo(79);
        assertThat(isPending()).isTrue();
        hand.advanceTo(80);
        assertThat(expired()).isEqualTo("up");
    }

    /** B310. */
    @Test
    void resetMovesAnItemThatIsDueAlready() {
        Entry<String> first = insert("first", 10);
        Entry<String> second = insert("second", 20);
        assertThat(isPending()).isTrue();
        hand.advanceTo(30);
        queue.resetAt(first, at(40));
        queue.resetAt(second, at(15));
        assertThat(expired()).isEqualTo("second");
        assertThat(isPending()).isTrue();
        hand.advanceTo(40);
        assertThat(expired()).isEqualTo("first");
    }

    /** B310. */
    @Test
    void resetToThePastWakesThePoller() {
        Entry<String> entry = insert("moved", 100);
        hand.advanceTo(50);
        assertThat(isPending()).isTrue();
        queue.reset(entry, Duration.ofMillis(-10));
        assertThat(hand.wakes).isOne();
        assertThat(expired()).isEqualTo("moved");
    }

    /** B310: the poller sleeps to the old deadline at most, then to the new one. */
    @Test
    void resetOfTheFirstItemToLaterIsNotEarly() {
        Entry<String> entry = insert("moved", 10);
        assertThat(isPending()).isTrue();
        queue.reset(entry, Duration.ofMillis(100));
        hand.advanceTo(10);
        assertThat(isPending()).isTrue();
        hand.advanceTo(99);
        assertThat(isPending()).isTrue();
        hand.advanceTo(100);
        assertThat(expired()).isEqualTo("moved");
    }

    /** B311. */
    @Test
    void removingTheLastItemWakesThePollerWhichGetsNone() {
        Entry<String> one = insert("one", 10);
        Entry<String> two = insert("two", 20);
        assertThat(isPending()).isTrue();
        assertThat(queue.remove(two)).isEqualTo("two");
        assertThat(hand.wakes).isZero();
        assertThat(queue.remove(one)).isEqualTo("one");
        assertThat(hand.wakes).isOne();
        assertThat(expired()).isNull();
        assertThat(hand.wheel.nextDeadline()).as("no timer is left").isEqualTo(Long.MAX_VALUE);
    }

    /** B311. */
    @Test
    void clearWakesThePollerWhichGetsNone() {
        Entry<String> one = insert("one", 10);
        insert("two", 20);
        assertThat(isPending()).isTrue();
        queue.clear();
        assertThat(hand.wakes).isOne();
        assertThat(queue.size()).isZero();
        assertThat(expired()).isNull();
        assertThat(queue.tryRemove(one)).isNull();
        insert("three", 30);
        hand.advanceTo(30);
        assertThat(expired()).isEqualTo("three");
    }

    @Test
    void clearDropsWhatIsInside() {
        DelayQueue<Owned> owned = new DelayQueue<>(hand.wheel);
        int[] closed = {0};
        owned.insertAt(() -> closed[0]++, at(1));
        owned.insertAt(() -> closed[0]++, at(2));
        owned.clear();
        assertThat(closed[0]).isEqualTo(2);
    }

    /** An expired item that nobody receives is dropped with what it holds. */
    @Test
    void anEntryCarriesItsValue() {
        DelayQueue<Owned> owned = new DelayQueue<>(hand.wheel);
        int[] closed = {0};
        Owned.drop(owned.insertAt(() -> closed[0]++, at(1)));
        assertThat(closed[0]).isOne();
    }

    /** B312: memory follows the size down, and the keys that remain stay valid. */
    @Test
    void keysStayValidWhileTheArrayShrinks() {
        List<Entry<String>> entries = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            entries.add(insert("" + i, 10 + i));
        }
        assertThat(queue.heap().capacity()).isEqualTo(1_024);
        for (int i = 0; i < 1_000; i++) {
            if (i % 100 != 0) {
                queue.remove(entries.get(i));
            }
        }
        assertThat(queue.size()).isEqualTo(10);
        assertThat(queue.heap().capacity()).isLessThanOrEqualTo(64);
        queue.resetAt(entries.get(900), at(5));
        hand.advanceTo(5);
        assertThat(expired()).isEqualTo("900");
        assertThat(queue.remove(entries.get(500))).isEqualTo("500");
        hand.advanceTo(2_000);
        for (int i = 0; i < 900; i += 100) {
            if (i != 500) {
                assertThat(expired()).isEqualTo("" + i);
            }
        }
        assertThat(expired()).isNull();
    }

    /** B312. */
    @Test
    void aKeyThatIsGoneStaysInvalid() {
        Entry<String> removed = insert("removed", 10);
        Entry<String> taken = insert("taken", 10);
        queue.remove(removed);
        hand.advanceTo(10);
        assertThat(expired()).isEqualTo("taken");
        insert("another", 20);
        for (Entry<String> gone : List.of(removed, taken)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> queue.remove(gone))
                    .withMessageContaining("not in this queue")
                    .withMessageContaining("tryRemove(entry)");
            assertThatIllegalStateException()
                    .isThrownBy(() -> queue.reset(gone, Duration.ZERO))
                    .withMessageContaining("insert(value, after)");
            assertThat(queue.tryRemove(gone)).isNull();
        }
        assertThat(queue.size()).isOne();
    }

    @Test
    void aKeyOfAnotherQueueIsRefused() {
        Entry<String> foreign = new DelayQueue<String>(hand.wheel).insertAt("foreign", at(1));
        insert("own", 1);
        assertThatIllegalStateException().isThrownBy(() -> queue.remove(foreign));
        assertThatIllegalStateException().isThrownBy(() -> queue.resetAt(foreign, at(2)));
        assertThat(queue.tryRemove(foreign)).isNull();
        assertThat(queue.size()).isOne();
    }

    /** B312: at a boundary of the wheel's levels. */
    @Test
    void anItemAtAWheelThresholdCanBeRemovedAfterItsSlotExpired() {
        for (long threshold : new long[] {63, 64, 65, 4_095, 4_096, 262_144}) {
            ByHand fresh = new ByHand();
            DelayQueue<String> other = new DelayQueue<>(fresh.wheel);
            Entry<String> entry = other.insertAt("at", at(threshold));
            assertThat(other.pollExpired(fresh.alone).isPending()).isTrue();
            fresh.advanceTo(threshold + 1);
            assertThat(other.remove(entry)).isEqualTo("at");
            assertThat(other.pollExpired(fresh.alone)).isEqualTo(Poll.ready(null));
        }
    }

    @Test
    void peekShowsTheFirstItem() {
        assertThat(queue.peek()).isNull();
        insert("later", 20);
        Entry<String> first = insert("first", 10);
        assertThat(queue.peek()).isSameAs(first);
        assertThat(first.deadline()).isEqualTo(at(10));
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue).hasToString("DelayQueue[2 items]");
    }

    @Test
    void nullIsRefusedAtOnce() {
        assertThatNullPointerException().isThrownBy(() -> insert(null, 1));
        assertThat(queue.size()).isZero();
    }

    @Test
    void cancelledNothingIsLostAndNoTimerIsLeft() throws Exception {
        insert("kept", 10);
        Future<@Nullable Entry<String>> waiting = queue.nextExpired();
        assertThat(waiting.poll(hand.alone).isPending()).isTrue();
        assertThat(waiting.cancel(hand.alone)).isTrue();
        assertThat(waiting.cancel(hand.alone)).isTrue();
        assertThat(hand.wheel.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        insert("earlier", 5);
        hand.advanceTo(10);
        assertThat(hand.wakes).isZero();
        assertThat(expired()).isEqualTo("earlier");
        assertThat(expired()).isEqualTo("kept");
    }

    @Test
    void cancelledBeforeItsFirstPollNothingHappens() {
        insert("kept", 10);
        assertThat(queue.nextExpired().cancel(hand.alone)).isTrue();
        hand.advanceTo(10);
        assertThat(expired()).isEqualTo("kept");
    }

    /** What was due when the wake came is still there for the next one. */
    @Test
    void cancelledAfterItsWakeNothingIsLost() throws Exception {
        insert("due", 10);
        Future<@Nullable Entry<String>> waiting = queue.nextExpired();
        assertThat(waiting.poll(hand.alone).isPending()).isTrue();
        hand.advanceTo(10);
        assertThat(hand.wakes).isOne();
        waiting.cancel(hand.alone);
        assertThat(expired()).isEqualTo("due");
    }

    @Test
    void aFutureOfItEndsOnce() throws Exception {
        Future<@Nullable Entry<String>> next = queue.nextExpired();
        assertThat(next.poll(hand.alone)).isEqualTo(Poll.ready(null));
        assertThatIllegalStateException()
                .isThrownBy(() -> next.poll(hand.alone))
                .withMessageContaining("call it for each item");
    }

    @Test
    void theLastWakerCounts() {
        insert("item", 10);
        ByHand other = new ByHand();
        assertThat(queue.pollExpired(other.alone).isPending()).isTrue();
        assertThat(isPending()).isTrue();
        insert("earlier", 5);
        hand.advanceTo(10);
        assertThat(other.wakes).isZero();
        assertThat(hand.wakes).isPositive();
    }

    @Test
    void aWakerThatThrowsHarmsNobody() {
        insert("item", 10);
        Context throwing =
                Context.of(
                        Waker.of(() -> {
                            throw new IllegalArgumentException("on purpose");
                        }));
        assertThat(queue.pollExpired(throwing).isPending()).isTrue();
        Entry<String> earlier = insert("earlier", 5);
        assertThat(earlier.deadline()).isEqualTo(at(5));
        assertThat(queue.pollExpired(throwing).isPending()).isTrue();
        queue.clear();
        assertThat(expired()).isNull();
    }

    /** A waker may use the queue that it is called from. */
    @Test
    void aWakerMayReEnter() {
        insert("item", 10);
        List<String> seen = new ArrayList<>();
        Context again =
                Context.of(
                        Waker.of(() -> {
                            seen.add("size " + queue.size());
                            Entry<String> mine = insert("from the waker", 1);
                            queue.remove(mine);
                        }));
        assertThat(queue.pollExpired(again).isPending()).isTrue();
        insert("earlier", 5);
        assertThat(seen).containsExactly("size 2");
        hand.advanceTo(10);
        assertThat(expired()).isEqualTo("earlier");
        assertThat(expired()).isEqualTo("item");
    }

    @Test
    void givesWayWhenTheBudgetIsUsedUp() {
        for (int i = 0; i < 3; i++) {
            insert("" + i, 0);
        }
        hand.alone.budget(2);
        assertThat(expired()).isEqualTo("0");
        assertThat(expired()).isEqualTo("1");
        assertThat(isPending()).isTrue();
        assertThat(hand.alone.deferred).isOne();
        hand.alone.budget(1);
        assertThat(expired()).isEqualTo("2");
    }

    @Test
    void aClosedRuntimeIsSaid() {
        insert("item", 10);
        assertThat(isPending()).isTrue();
        hand.wheel.close();
        assertThat(hand.wakes).isOne();
        assertThatIllegalStateException()
                .isThrownBy(() -> queue.pollExpired(hand.alone))
                .withMessageContaining("closed");
    }

    @Test
    void anItemCostsOneEntryAndTakingItOutAPoll() {
        Runnable round =
                () -> {
                    for (int i = 0; i < 1_000; i++) {
                        insert("item", 1);
                        hand.time.setMillis(5);
                        if (isPending()) {
                            throw new AssertionError("pending");
                        }
                        hand.time.setMillis(0);
                    }
                };
        round.run();
        // 40: the entry; 16: its Ready; 16: the Moment that this test makes.
        assertThat(Allocation.of(round) / 1_000).isLessThanOrEqualTo(80);
    }

    @Test
    void movingAndWaitingAllocateNothing() {
        Entry<String> entry = insert("item", 10);
        Moment near = at(20);
        Moment far = at(5_000);
        Runnable round =
                () -> {
                    for (int i = 0; i < 1_000; i++) {
                        queue.resetAt(entry, (i & 1) == 0 ? near : far);
                        if (!isPending()) {
                            throw new AssertionError("expired");
                        }
                    }
                };
        round.run();
        assertThat(Allocation.of(round)).isLessThan(1_000);
    }
}
