package yamanote.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static yamanote.test.AsyncTests.runTest;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import yamanote.future.Owned;
import yamanote.time.Moment;

/** A scripted stream. */
class MockStreamTest {
    @Test
    void itemsComeInOrderAndThenTheEnd() throws Exception {
        var stream = MockStream.<String>builder().next("a").next("b").build();
        assertThat(TestTask.of(stream.next()).assertReady()).isEqualTo("a");
        assertThat(TestTask.of(stream.next()).assertReady()).isEqualTo("b");
        assertThat(TestTask.of(stream.next()).assertReady()).isNull();
        assertThat(TestTask.of(stream.next()).assertReady()).isNull();
        stream.assertDone();
        assertThat(stream.given()).isEqualTo(2);
    }

    @Test
    void aFailureIsTheVeryInstanceAndTheStreamGoesOn() throws Exception {
        IOException broken = new IOException("broken");
        var stream = MockStream.<String>builder().failure(broken).next("after").build();
        assertThat(TestTask.of(stream.next()).assertThrows(IOException.class)).isSameAs(broken);
        assertThat(TestTask.of(stream.next()).assertReady()).isEqualTo("after");
    }

    @Test
    void aWaitTakesTimeFromWhenItIsAskedFor() throws Exception {
        runTest(
                TestSettings::paused,
                () -> {
                    var stream =
                            MockStream.<String>builder()
                                    .waitFor(Duration.ofSeconds(2))
                                    .next("a")
                                    .waitFor(Duration.ofSeconds(3))
                                    .build();
                    Moment start = Moment.now();
                    assertThat(stream.next().await()).isEqualTo("a");
                    assertThat(start.elapsed()).isEqualTo(Duration.ofSeconds(2));
                    assertThat(stream.next().await()).isNull();
                    assertThat(start.elapsed()).isEqualTo(Duration.ofSeconds(5));
                    stream.assertDone();
                });
    }

    @Test
    void leftoversFail() {
        var stream = MockStream.<String>builder().next("a").waitFor(Duration.ofSeconds(1)).build();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(stream::assertDone)
                .withMessageEndingWith("has 1 steps left");
    }

    @Test
    void anEarlyEndDropsWhatIsLeft() throws Exception {
        int[] closed = new int[1];
        Owned thing = () -> closed[0]++;
        var stream = MockStream.<Owned>builder().waitFor(Duration.ofHours(1)).next(thing).build();
        runTest(() -> {
            var next = TestTask.of(stream.next());
            next.assertPending();
            stream.closeAsync().await();
        });
        assertThat(stream.isCancelled()).isTrue();
        assertThat(closed[0]).isEqualTo(1);
        assertThat(TestTask.of(stream.next()).assertReady()).isNull();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(stream::assertDone)
                .withMessageContaining("was ended early");
    }
}
