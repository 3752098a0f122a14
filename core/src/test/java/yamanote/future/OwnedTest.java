package yamanote.future;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.joinAll;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import yamanote.task.Outcome;

class OwnedTest {
    private static final Permit P = new Permit();

    static Stream<Object> resultsThatHoldAPermit() throws Exception {
        return Stream.of(
                P,
                new Joined2<>(1, P),
                new Joined3<>(1, 2, P),
                new Joined4<>(1, 2, null, P),
                new Joined5<>(1, 2, 3, 4, P),
                new Joined6<>(1, 2, 3, 4, 5, P),
                new Joined7<>(1, 2, 3, 4, 5, 6, P),
                new Joined8<>(1, 2, 3, 4, 5, 6, 7, P),
                new Select2.First<>(P),
                new Select3.Third<>(P),
                new Select8.Eighth<>(P),
                new Selected<>(3, P),
                Hand.value(joinAll(List.of(Futures.ready(1), Futures.ready(P))), Context.noop()),
                new Select2.Second<>(new Joined2<>(new Selected<>(0, P), "nested")),
                new Outcome.Ok<>(P));
    }

    @ParameterizedTest
    @MethodSource("resultsThatHoldAPermit")
    void dropClosesWhatIsOwnedInsideOfAResult(@Nullable Object result) {
        int before = P.closed;

        Owned.drop(result);

        assertThat(P.closed).isEqualTo(before + 1);
    }

    @Test
    void dropLeavesEverythingElseAlone() {
        boolean[] closed = new boolean[1];
        AutoCloseable shared = () -> closed[0] = true;
        Permit inAListOfTheUser = new Permit();

        Owned.drop(null);
        Owned.drop("text");
        Owned.drop(shared);
        Owned.drop(List.of(inAListOfTheUser));

        assertThat(closed[0]).isFalse();
        assertThat(inAListOfTheUser.closed).isZero();
    }
}
