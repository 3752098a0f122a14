package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** async/await as a state machine: what the weaver makes of a body, written by hand beside it. */
class StateMachineTest {
    private final List<String> log = new ArrayList<>();

    /** A step that is pending once, so that each await is really a suspension. */
    private Future<Integer> step(String name, int value) {
        return new Future<>() {
            private boolean asked;

            @Override
            public Poll<Integer> poll(Context cx) {
                if (!asked) {
                    asked = true;
                    log.add(name + " pending");
                    cx.waker().wake();
                    return Poll.pending();
                }
                log.add(name + " ready");
                return Poll.ready(value);
            }
        };
    }

    private Future<Integer> example() {
        return async(() -> {
            int a = step("one", 1).await();
            int b = step("two", a + 1).await();
            return step("three", b + 1).await();
        });
    }

    /** The guide's enum of states as a sealed type. */
    private final class ExampleFuture implements Future<Integer> {
        sealed interface State {}

        record Start() implements State {}

        record WaitingOnStepOne(Future<Integer> stepOne) implements State {}

        record WaitingOnStepTwo(Future<Integer> stepTwo) implements State {}

        record WaitingOnStepThree(Future<Integer> stepThree) implements State {}

        private State state = new Start();

        @Override
        public Poll<Integer> poll(Context cx) throws Exception {
            while (true) {
                switch (state) {
                    case Start() -> state = new WaitingOnStepOne(step("one", 1));
                    case WaitingOnStepOne(var one) -> {
                        if (!(one.poll(cx) instanceof Poll.Ready<Integer>(var a))) {
                            return Poll.pending();
                        }
                        state = new WaitingOnStepTwo(step("two", a + 1));
                    }
                    case WaitingOnStepTwo(var two) -> {
                        if (!(two.poll(cx) instanceof Poll.Ready<Integer>(var b))) {
                            return Poll.pending();
                        }
                        state = new WaitingOnStepThree(step("three", b + 1));
                    }
                    case WaitingOnStepThree(var three) -> {
                        return three.poll(cx);
                    }
                }
            }
        }

        @Override
        public boolean cancel(Context cx) {
            return switch (state) {
                case Start() -> true;
                case WaitingOnStepOne(var one) -> one.cancel(cx);
                case WaitingOnStepTwo(var two) -> two.cancel(cx);
                case WaitingOnStepThree(var three) -> three.cancel(cx);
            };
        }
    }

    @Test
    void bodyAndHandWrittenMachineDoTheSame() throws Exception {
        try (var runtime = Shop.paused()) {
            assertThat(runtime.blockOn(example())).isEqualTo(3);
            List<String> ofTheBody = List.copyOf(log);
            log.clear();
            assertThat(runtime.blockOn(new ExampleFuture())).isEqualTo(3);
            assertThat(log).isEqualTo(ofTheBody);
        }
    }

    @Test
    void eachAwaitIsOneState() throws Exception {
        Future<Integer> future = example();
        for (String step : List.of("one", "two", "three")) {
            assertThat(future.poll(Context.noop()).isPending()).isTrue();
            assertThat(log).endsWith(step + " pending");
        }
        assertThat(future.poll(Context.noop())).isEqualTo(Poll.ready(3));
    }

    /**
     * Where Rust needs Pin, a frame on the heap simply does not move: locals may point anywhere.
     */
    @Test
    void localsSurviveTheAwait() throws Exception {
        Future<Integer> unproblematic =
                async(() -> {
                    int[] data = {1, 2, 3};
                    int[] alias = data;
                    step("wait", 0).await();
                    data[0] = 10;
                    return alias[0];
                });
        try (var runtime = Shop.paused()) {
            assertThat(runtime.blockOn(unproblematic)).isEqualTo(10);
        }
    }
}
