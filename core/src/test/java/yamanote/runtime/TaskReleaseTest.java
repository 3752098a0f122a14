package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.task.JoinHandle;
import yamanote.task.Outcome;

/**
 * What a task leaves behind: its future and its result, on both flavours; Tokio's task_combo.rs.
 */
@Timeout(120)
class TaskReleaseTest {
    /** B047, B050: the result and the future, in every combination, each exactly once. */
    @ParameterizedTest
    @EnumSource
    void futureAndResultAreEachReleasedExactlyOnce(Flavour flavour) throws Exception {
        for (boolean read : new boolean[] {true, false}) {
            for (boolean abort : new boolean[] {true, false}) {
                for (boolean fails : new boolean[] {true, false}) {
                    AtomicInteger ended = new AtomicInteger();
                    AtomicInteger closed = new AtomicInteger();
                    AsyncRuntime runtime =
                            flavour.builder().onUnhandledFailure((_, _) -> {}).build();
                    Future<Owned> future = new Counted(ended, closed, fails);
                    JoinHandle<Owned> handle = runtime.spawn(future);
                    if (abort) {
                        Thread aborter = Thread.ofPlatform().start(handle::abort);
                        runtime.blockOn(Steps.yielding(3));
                        Eventually.ends(aborter);
                    }
                    if (read) {
                        Outcome<Owned> outcome = runtime.blockOn(handle.outcome());
                        if (outcome instanceof Outcome.Ok<Owned>(Owned value)) {
                            value.close();
                        }
                    }
                    runtime.close();
                    String which = "read %s, abort %s, fails %s".formatted(read, abort, fails);
                    assertThat(ended).as(which).hasValue(1);
                    boolean produced = Hand.value(handle.outcome()) instanceof Outcome.Ok;
                    assertThat(closed).as(which).hasValue(produced ? 1 : 0);
                }
            }
        }
    }

    /** B030, B048: not after its end, and not after that of the runtime. */
    @ParameterizedTest
    @EnumSource
    void aWakerOrHandleKeptElsewhereDoesNotKeepTheFutureAlive(Flavour flavour) throws Exception {
        AsyncRuntime runtime = flavour.build();
        List<Object> kept = new ArrayList<>();
        WeakReference<Object> ended = spawnGate(runtime, kept, true);
        WeakReference<Object> unfinished = spawnGate(runtime, kept, false);
        Eventually.holds(() -> {
            System.gc();
            return ended.refersTo(null);
        });
        assertThat(unfinished.refersTo(null)).isFalse();
        runtime.close();
        Eventually.holds(() -> {
            System.gc();
            return unfinished.refersTo(null);
        });
        assertThat(kept).hasSize(4);
    }

    private static WeakReference<Object> spawnGate(
            AsyncRuntime runtime, List<Object> kept, boolean open) throws Exception {
        Gate<Integer> gate = new Gate<>();
        JoinHandle<Integer> handle = runtime.spawn(gate);
        runtime.blockOn(
                Steps.future(cx -> {
                    cx.defer();
                    return gate.polls.get() > 0 ? Poll.ready(1) : Poll.pending();
                }));
        kept.add(gate.waker());
        kept.add(handle);
        if (open) {
            gate.open(1);
            runtime.blockOn(handle.outcome());
        }
        return new WeakReference<>(gate);
    }

    /** B046: what closing an unread result throws is reported, and hurts nobody. */
    @ParameterizedTest
    @EnumSource
    void whatTheCloseOfAnUnreadResultThrowsIsReported(Flavour flavour) throws Exception {
        List<String> unhandled = Collections.synchronizedList(new ArrayList<>());
        AsyncRuntime runtime =
                flavour.builder()
                        .onUnhandledFailure((_, t) -> unhandled.add(t.getMessage()))
                        .build();
        Owned result =
                () -> {
                    throw new IllegalStateException("close");
                };
        JoinHandle<Owned> handle = runtime.spawn(Steps.ready(() -> result));
        runtime.blockOn(Steps.yielding(3));
        runtime.blockOn(runtime.spawn(handle.outcome()));
        JoinHandle<Owned> unread = runtime.spawn(Steps.ready(() -> result));
        if (flavour == Flavour.MULTI_THREAD) {
            Eventually.holds(unread::isFinished);
        } else {
            runtime.blockOn(Steps.yielding(3));
        }
        runtime.close();
        assertThat(unhandled).containsExactly("close");
    }

    /** Ready at its third poll; counts its ends. */
    private static final class Counted implements Future<Owned> {
        private final AtomicInteger ended;
        private final AtomicInteger closed;
        private final boolean fails;
        private int polls;

        Counted(AtomicInteger ended, AtomicInteger closed, boolean fails) {
            this.ended = ended;
            this.closed = closed;
            this.fails = fails;
        }

        @Override
        public Poll<Owned> poll(Context cx) throws Exception {
            if (++polls < 3) {
                cx.waker().wake();
                return Poll.pending();
            }
            ended.incrementAndGet();
            if (fails) {
                throw new IOException("no");
            }
            return Poll.ready(closed::incrementAndGet);
        }

        @Override
        public boolean cancel(Context cx) {
            ended.incrementAndGet();
            return true;
        }
    }
}
