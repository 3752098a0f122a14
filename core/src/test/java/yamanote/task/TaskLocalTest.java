package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.join;
import static yamanote.Async.owning;
import static yamanote.Async.select;
import static yamanote.Async.spawn;
import static yamanote.Async.spawnBlocking;
import static yamanote.Async.yieldNow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.AsyncBody;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.future.Poll;
import yamanote.runtime.AsyncRuntime;

/** Re-states tests of Tokio's {@code task_local.rs}. */
@Timeout(30)
class TaskLocalTest {
    private static final TaskLocal<String> NAME = TaskLocal.named("name");
    private static final TaskLocal<Integer> NUMBER = TaskLocal.create();

    private final List<@Nullable Object> seen = new ArrayList<>();

    private void look() {
        seen.add(NAME.isBound() ? NAME.get() : null);
    }

    /** Notes what is bound at each poll and at its cancel. */
    private final class Probe implements Future<String> {
        private int polls;

        Probe(int polls) {
            this.polls = polls;
        }

        @Override
        public Poll<String> poll(Context cx) {
            look();
            return --polls == 0 ? Poll.ready(NAME.orElse("none")) : Poll.pending();
        }

        @Override
        public boolean cancel(Context cx) {
            look();
            return true;
        }
    }

    @Test
    void theValueIsBoundDuringPollsOnly() throws Exception {
        var scope = NAME.scope("a", new Probe(2));
        look();
        assertThat(scope.poll(Context.noop()).isPending()).isTrue();
        look();
        assertThat(scope.poll(Context.noop())).isEqualTo(Poll.ready("a"));
        look();
        assertThat(seen).containsExactly(null, "a", null, "a", null);
    }

    /** B086. */
    @Test
    void nestedScopesRestore() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(
                    NAME.scope(
                            "outer",
                            () -> {
                                look();
                                NAME.scope(
                                                "inner",
                                                () -> {
                                                    look();
                                                    yieldNow().await();
                                                    look();
                                                })
                                        .await();
                                look();
                                yieldNow().await();
                                look();
                            }));
        }
        assertThat(seen).containsExactly("outer", "inner", "inner", "outer", "outer");
        assertThat(NAME.isBound()).isFalse();
    }

    @Test
    void scopesOfOneTaskDoNotMeet() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            var both =
                    runtime.blockOn(
                            () -> join(NAME.scope("a", named()), NAME.scope("b", named())).await());
            assertThat(both.first()).isEqualTo("a-a");
            assertThat(both.second()).isEqualTo("b-b");
        }
    }

    private static Future<String> named() {
        return async(() -> {
            String before = NAME.get();
            yieldNow().await();
            return before + "-" + NAME.get();
        });
    }

    @Test
    void variablesAreIndependent() throws Exception {
        String found =
                NAME.syncScope(
                        "a",
                        () ->
                                NUMBER.syncScope(
                                        1,
                                        () ->
                                                NAME.syncScope(
                                                        "b", () -> NAME.get() + NUMBER.get())));
        assertThat(found).isEqualTo("b1");
    }

    /** B086. */
    @Test
    void spawnedTasksDoNotInherit() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(
                    NAME.scope(
                            "a",
                            () -> {
                                var task = spawn(() -> NAME.isBound());
                                var blocking = spawnBlocking(() -> NAME.isBound());
                                var own = spawn(NAME.scope("b", () -> NAME.get()));
                                assertThat(task.await()).isFalse();
                                assertThat(blocking.await()).isFalse();
                                assertThat(own.await()).isEqualTo("b");
                                assertThat(NAME.get()).isEqualTo("a");
                            }));
        }
    }

    @Test
    void outsideOfAScopeGetNamesTheMend() {
        assertThatThrownBy(NAME::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TaskLocal name is not bound here: scope(value, future)");
        assertThat(NAME.orElse("other")).isEqualTo("other");
        assertThat(NAME.isBound()).isFalse();
        assertThat(NUMBER).hasToString("TaskLocal");
    }

    @Test
    void cleanUpSeesTheValue() throws Exception {
        var scope =
                NAME.scope(
                        "a",
                        () -> {
                            try {
                                Futures.pending().await();
                            } finally {
                                look();
                                yieldNow().await();
                                look();
                            }
                        });
        assertThat(scope.poll(Context.noop()).isPending()).isTrue();
        assertThat(scope.cancel(Context.noop())).isFalse();
        look();
        assertThatThrownBy(() -> scope.poll(Context.noop()))
                .isInstanceOf(yamanote.future.CancelledError.class);
        assertThat(seen).containsExactly("a", null, "a");
    }

    @Test
    void aScopeThatNeverStartedIsCancelledWithTheValue() throws Exception {
        NAME.scope("a", new Probe(1)).cancel(Context.noop());
        NAME.scope("b", owning(this::look, new Probe(1))).cancel(Context.noop());
        assertThat(seen).containsExactly("a", "b", "b");
    }

    @Test
    void aLosingBranchIsCancelledWithItsValue() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(() -> {
                select(NAME.scope("a", new Probe(9)), yieldNow()).await();
            });
        }
        assertThat(seen).containsOnly("a").hasSizeGreaterThan(1);
    }

    @Test
    void aPollThatThrowsUnbinds() {
        var scope = NAME.scope("a", Futures.failed(new IllegalArgumentException("no")));
        assertThatThrownBy(() -> scope.poll(Context.noop())).hasMessage("no");
        assertThat(NAME.isBound()).isFalse();
        assertThatThrownBy(() ->
                        NAME.syncScope(
                                "a",
                                () -> {
                                    throw new IllegalArgumentException("no");
                                }))
                .hasMessage("no");
        assertThat(NAME.isBound()).isFalse();
    }

    /** B088. */
    @Test
    void takeValueMovesTheValueOut() throws Exception {
        var scope = NAME.scope("a", new Probe(2));
        assertThat(scope.poll(Context.noop()).isPending()).isTrue();
        assertThat(scope.takeValue()).isEqualTo("a");
        assertThat(scope.takeValue()).isNull();
        NAME.syncScope("outer", () -> scope.poll(Context.noop()));
        assertThat(seen).containsExactly("a", null);

        var failing = NAME.scope("a", () -> NAME.get());
        failing.takeValue();
        assertThatThrownBy(() -> failing.poll(Context.noop()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not bound here");
    }

    /** B088. */
    @Test
    void theValueCanBeTakenAfterTheEnd() throws Exception {
        var scope = NAME.scope("a", () -> NAME.get().length());
        assertThat(scope.poll(Context.noop())).isEqualTo(Poll.ready(1));
        assertThat(scope.takeValue()).isEqualTo("a");
    }

    @Test
    void unwovenBodiesSeeTheValueToo() throws Exception {
        AsyncBody<String> body =
                new AsyncBody<>() {
                    @Override
                    @SuppressWarnings("yamanote.awaitOutside")
                    public String run() throws Exception {
                        look();
                        yieldNow().await();
                        look();
                        String inner = NAME.scope("inner", new Probe(1)).await();
                        look();
                        return inner;
                    }
                };
        try (var runtime = AsyncRuntime.currentThread().build()) {
            assertThat(runtime.<String>blockOn(NAME.scope("a", body.start()))).isEqualTo("inner");
        }
        assertThat(seen).containsExactly("a", "a", "inner", "a");
        assertThat(NAME.isBound()).isFalse();
    }
}
