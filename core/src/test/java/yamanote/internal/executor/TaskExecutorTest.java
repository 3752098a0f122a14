package yamanote.internal.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import yamanote.future.CancelledError;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.task.Ending;
import yamanote.internal.task.Task;

/** One task, polled by hand: results, aborts, clean-ups. */
class TaskExecutorTest {
    private final Bench bench = new Bench();
    private final Probe main = new Probe("main", bench.log);

    @Test
    void aValueEndsTheTask() {
        Task task = bench.spawn(main.ready("value"));
        assertThat(bench.run()).isEqualTo(1);
        assertThat(task.payload()).isEqualTo("value");
        assertThat(bench.owned).as("never registered").isZero();
    }

    /** B045: whatever is thrown, Errors too, ends the task and nothing else. */
    @Test
    void whatTheFutureThrowsIsCaptured() {
        IOException failure = new IOException("no");
        Task task = bench.spawn(main.fail(failure));
        Task other = bench.spawn(new Probe("other", bench.log).fail(new AssertionError("bad")));
        bench.run();
        assertThat(((Ending.Failure) task.payload()).thrown()).isSameAs(failure);
        assertThat(((Ending.Failure) other.payload()).thrown()).hasMessage("bad");
    }

    @Test
    void cancelledErrorOutOfABodyIsCancelled() {
        Task task = bench.spawn(main.fail(new CancelledError()));
        bench.run();
        assertThat(task.payload()).isSameAs(Ending.CANCELLED);
    }

    /** B048: who is woken by the end finds the result in place of the future. */
    @Test
    void theFutureIsDroppedBeforeTheHandleResolves() {
        Task task = bench.spawn(main.ready("value"));
        task.register(
                null,
                Waker.of(() -> {
                    assertThat(task.isComplete()).isTrue();
                    bench.log.add("joined with " + task.payload());
                }));
        bench.run();
        assertThat(bench.log).containsExactly("poll main", "joined with value");
    }

    /** B124: however often it wakes itself. */
    @Test
    void aWakeDuringThePollLeadsToExactlyOneMore() {
        main.duringPoll =
                () -> {
                    main.duringPoll = () -> {};
                    main.waker.wake();
                    main.waker.wake();
                };
        bench.spawn(main);
        assertThat(bench.run()).isEqualTo(2);
    }

    @Test
    void eachPollHasAFullBudget() {
        main.duringPoll =
                () -> {
                    Context cx = main.lastContext;
                    assertThat(cx).isNotNull();
                    assertThat(cx.budget()).isEqualTo(Context.BUDGET);
                    cx.spend();
                };
        bench.spawn(main);
        bench.run();
        main.waker.wake();
        bench.run();
        assertThat(bench.log).containsExactly("poll main", "poll main");
    }

    @Test
    void abortBeforeTheFirstPollRunsNothing() {
        Task task = bench.spawn(main);
        task.abort();
        bench.run();
        assertThat(bench.log).containsExactly("cancel main");
        assertThat(task.payload()).isSameAs(Ending.CANCELLED);
    }

    /** B055: the aborting thread only marks and queues. */
    @Test
    void abortOfAnIdleTaskCancelsAtTheNextTurn() {
        Task task = bench.spawn(main);
        bench.run();
        task.abort();
        assertThat(bench.log).containsExactly("poll main");
        bench.run();
        assertThat(bench.log).containsExactly("poll main", "cancel main");
        assertThat(task.payload()).isSameAs(Ending.CANCELLED);
    }

    /** B056. */
    @Test
    void aReadyOfThePollUnderWayWinsOverAnAbort() {
        Task task = bench.spawn(main.ready("value"));
        main.duringPoll = task::abort;
        bench.run();
        assertThat(task.payload()).isEqualTo("value");
    }

    @Test
    void anAbortDuringAPendingPollIsHonouredAfterIt() {
        Task task = bench.spawn(main);
        main.duringPoll = task::abort;
        bench.run();
        assertThat(bench.log).containsExactly("poll main", "cancel main");
        assertThat(task.isComplete()).isTrue();
    }

    @Test
    void asynchronousCleanUpIsPolledToItsEnd() {
        Task task = bench.spawn(main.slowCleanUp());
        bench.run();
        task.abort();
        bench.run();
        assertThat(task.isComplete()).isFalse();
        task.abort();
        bench.run();
        main.ready("dropped");
        bench.run();
        assertThat(bench.log)
                .containsExactly("poll main", "cancel main", "clean main", "clean main");
        assertThat(task.payload()).isSameAs(Ending.CANCELLED);
    }

    @Test
    void whatTheCleanUpOfTheTaskThrowsIsItsOutcome() {
        Task task = bench.spawn(main.slowCleanUp());
        bench.run();
        task.abort();
        bench.run();
        main.fail(new IOException("clean-up"));
        bench.run();
        assertThat(((Ending.Failure) task.payload()).thrown()).hasMessage("clean-up");
    }

    /** B059: the synchronous part as well. */
    @Test
    void whatTheSynchronousCleanUpOfTheTaskThrowsIsItsOutcome() {
        Future<Object> future =
                new Future<>() {
                    @Override
                    public Poll<Object> poll(Context cx) {
                        return Poll.pending();
                    }

                    @Override
                    public boolean cancel(Context cx) {
                        cx.cleanUpFailed(main, new IOException("of another"));
                        cx.cleanUpFailed(this, new IOException("own"));
                        return true;
                    }
                };
        Task task = bench.spawn(future);
        bench.run();
        task.abort();
        bench.run();
        assertThat(((Ending.Failure) task.payload()).thrown()).hasMessage("own");
        assertThat(bench.log).containsExactly("unhandled of another");
    }

    @Test
    void theValueOfACancelledFutureIsClosedIfItIsOwned() {
        AtomicInteger closed = new AtomicInteger();
        Owned owned = closed::incrementAndGet;
        Task task = bench.spawn(main.slowCleanUp());
        bench.run();
        task.abort();
        bench.run();
        main.ready(owned);
        bench.run();
        assertThat(closed).hasValue(1);
        assertThat(task.payload()).isSameAs(Ending.CANCELLED);
    }

    @Test
    void theHandleResolvesOnlyWhenAdoptedCleanUpsHaveEnded() {
        Probe cleanUp = new Probe("clean-up", bench.log);
        main.duringPoll = () -> adopt(cleanUp);
        Task task = bench.spawn(main.ready("value"));
        bench.run();
        assertThat(task.isComplete()).isFalse();
        task.wake();
        bench.run();
        assertThat(task.isComplete()).isFalse();
        cleanUp.ready("dropped");
        bench.run();
        assertThat(task.payload()).isEqualTo("value");
        assertThat(bench.log).containsExactly("poll main", "poll clean-up", "poll clean-up");
    }

    @Test
    void anAbortCancelsTheFutureAndLetsAdoptedCleanUpsGoOn() {
        Probe cleanUp = new Probe("clean-up", bench.log);
        main.duringPoll = () -> adopt(cleanUp);
        Task task = bench.spawn(main);
        bench.run();
        task.abort();
        bench.run();
        assertThat(bench.log).containsExactly("poll main", "poll clean-up", "cancel main");
        assertThat(task.isComplete()).isFalse();
        cleanUp.ready("dropped");
        bench.run();
        assertThat(task.payload()).isSameAs(Ending.CANCELLED);
    }

    @Test
    void anAbortAfterTheValueIsThereChangesNothing() {
        Probe cleanUp = new Probe("clean-up", bench.log);
        main.duringPoll = () -> adopt(cleanUp);
        Task task = bench.spawn(main.ready("value"));
        bench.run();
        task.abort();
        bench.run();
        cleanUp.ready("dropped");
        bench.run();
        assertThat(task.payload()).isEqualTo("value");
    }

    @Test
    void whatAnAdoptedCleanUpThrowsIsReported() {
        Probe cleanUp = new Probe("clean-up", bench.log);
        main.duringPoll = () -> adopt(cleanUp);
        Task task = bench.spawn(main.ready("value"));
        bench.run();
        cleanUp.fail(new IOException("lost"));
        bench.run();
        assertThat(task.payload()).isEqualTo("value");
        assertThat(bench.log).containsExactly("poll main", "poll clean-up", "unhandled lost");
    }

    @Test
    void aContextOutsideOfAPollHasNoWaker() {
        bench.spawn(main);
        bench.run();
        assertThat(main.lastContext).isSameAs(bench);
        assertThat(bench.task()).isNull();
    }

    /** As a combinator does after a cancel that was false: the waker is registered by then. */
    private void adopt(Probe cleanUp) {
        main.duringPoll = () -> {};
        cleanUp.waker = bench.waker();
        assertThat(bench.adopt(cleanUp)).isTrue();
    }
}
