package yamanote.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;

/** Awaits inside constructor arguments, where an uninitialised object is on the stack. */
class ConstructionTest {
    private static final List<String> LOG = new ArrayList<>();

    record Pair(Object first, long wide, @Nullable Object second) {}

    /** Notes when it is initialised. */
    static final class Noisy {
        static {
            LOG.add("initialised");
        }

        final String text;

        Noisy(String text) {
            this.text = text;
        }
    }

    private static Future<String> late(String value) {
        return async(() -> {
            String got = PollCountdown.of(1, value).await();
            LOG.add(got);
            return got;
        });
    }

    @Test
    void nestedCreationsWithWideArguments() throws Exception {
        Future<Pair> future =
                async(() ->
                        new Pair(
                                new Pair(late("a").await(), 1L, null),
                                late("bc").await().length(),
                                new StringBuilder(late("d").await()).append(late("e").await())));
        Pair pair = Drive.toEnd(future);
        assertThat(pair.first()).isEqualTo(new Pair("a", 1L, null));
        assertThat(pair.wide()).isEqualTo(2);
        assertThat(pair.second()).hasToString("de");
    }

    @Test
    void classIsInitialisedBeforeTheArgumentIsAwaited() throws Exception {
        LOG.clear();
        Future<Noisy> future = async(() -> new Noisy(late("argument").await()));
        assertThat(Drive.toEnd(future).text).isEqualTo("argument");
        assertThat(LOG).containsExactly("initialised", "argument");
    }

    @Test
    void argumentIsASwitchExpressionWithTry() throws Exception {
        Future<StringBuilder> future =
                async(() -> {
                    int choice = late("xy").await().length();
                    return new StringBuilder(
                            switch (choice) {
                                case 2 -> {
                                    try {
                                        yield late("two").await();
                                    } finally {
                                        late("finally").await();
                                    }
                                }
                                default -> late("other").await();
                            });
                });
        assertThat(Drive.toEnd(future)).hasToString("two");
    }

    @Test
    void valueIsDroppedAboveTheObjectUnderConstruction() throws Exception {
        Future<StringBuilder> future =
                async(() -> {
                    int choice = late("xy").await().length();
                    return new StringBuilder(
                            switch (choice) {
                                case 2 -> {
                                    late("dropped").await();
                                    yield late("two").await();
                                }
                                default -> "other";
                            });
                });
        assertThat(future).isInstanceOf(BodyMachine.class);
        assertThat(Drive.toEnd(future)).hasToString("two");
    }

    @Test
    void argumentIsAConditional() throws Exception {
        boolean[] choices = {true, false};
        StringBuilder all = new StringBuilder();
        for (boolean choice : choices) {
            Future<Exception> future =
                    async(() ->
                            new IllegalStateException(
                                    choice ? late("yes").await() : "no",
                                    new Exception(late("cause").await())));
            all.append(Drive.toEnd(future).getMessage());
        }
        assertThat(all).hasToString("yesno");
    }
}
