package yamanote.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.AsyncBody;
import yamanote.future.AsyncConsumer;
import yamanote.future.AsyncFunction;
import yamanote.future.Context;
import yamanote.future.Future;

/** Bodies with an argument, and bodies that are started more than once. */
class FunctionMachineTest {
    private static Future<String> late(String value) {
        return PollCountdown.of(1, value);
    }

    @Test
    void eachStartHasItsOwnArgument() throws Exception {
        int captured = 7;
        AsyncFunction<String, String> function =
                text -> {
                    String before = text;
                    text = late(text + captured).await();
                    return before + text;
                };
        Future<String> a = function.start("a");
        Future<String> b = function.start("b");
        a.poll(Context.noop());
        b.poll(Context.noop());
        assertThat(Drive.toEnd(a)).isEqualTo("aa7");
        assertThat(Drive.toEnd(b)).isEqualTo("bb7");
        assertThat(function).isInstanceOf(FunctionMachine.class);
    }

    @Test
    void consumerIsWoven() throws Exception {
        List<String> seen = new ArrayList<>();
        AsyncConsumer<Long> consumer = number -> seen.add(late("n" + number).await());
        Drive.toEnd(consumer.start(5L));
        assertThat(seen).containsExactly("n5");
        assertThatThrownBy(() -> consumer.accept(1L))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("start(argument).await()");
    }

    @Test
    void functionIsNotRunByCallingIt() {
        AsyncFunction<String, String> function = text -> late(text).await();
        assertThatThrownBy(() -> function.apply("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("start(argument).await()");
    }

    @Test
    void bodyMayBeStartedManyTimes() throws Exception {
        List<String> seen = new ArrayList<>();
        AsyncBody<Integer> body =
                () -> {
                    seen.add(late("run").await());
                    return seen.size();
                };
        Future<Integer> first = async(body);
        Future<Integer> second = body.start();
        assertThat(first).isNotSameAs(second).isNotSameAs(body);
        first.poll(Context.noop());
        assertThat(Drive.toEnd(second)).isEqualTo(1);
        assertThat(Drive.toEnd(first)).isEqualTo(2);
        assertThat(Drive.toEnd(body.start())).isEqualTo(3);
    }
}
