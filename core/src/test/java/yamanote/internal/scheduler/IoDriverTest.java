package yamanote.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.ClosedSelectorException;
import org.junit.jupiter.api.Test;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.TestDriver;

/** Who has the turn at the reactor when it is closed. */
@OnEachDriver
class IoDriverTest {
    private final IoDriver driver;
    private final Reactor reactor;

    IoDriverTest(TestDriver poller) {
        driver = new IoDriver(poller.factory(), () -> {});
        reactor = driver.reactor();
    }

    @Test
    void onceClosedNobodyGetsTheTurn() {
        driver.close();
        assertThat(driver.tryTake()).isNull();
        assertThat(driver.isTaken()).isTrue();
        assertThatThrownBy(() -> reactor.turn(0)).isInstanceOf(ClosedSelectorException.class);
    }

    /** A worker that is late: it was stuck until the end of the shutdown timeout. */
    @Test
    void whoeverHasTheTurnEndsItAndThenClosesTheReactor() {
        assertThat(driver.tryTake()).isSameAs(reactor);
        driver.close();
        assertThatCode(() -> reactor.turn(0)).doesNotThrowAnyException();
        driver.giveBack();
        assertThatThrownBy(() -> reactor.turn(0)).isInstanceOf(ClosedSelectorException.class);
        assertThat(driver.tryTake()).isNull();
    }
}
