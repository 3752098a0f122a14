package yamanote.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static yamanote.Async.join;
import static yamanote.Async.spawn;
import static yamanote.test.AsyncTests.runTest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.time.Moment;

/** A scripted peer. */
class MockIoTest {
    private static ByteBuffer bytes(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    private static String text(ByteBuffer buffer) {
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }

    @Test
    void readsAndWritesFollowTheScript() throws Exception {
        runTest(() -> {
            try (var io = MockIo.builder().write("PING").read("PONG").build()) {
                io.writeAll(bytes("PING")).await();
                ByteBuffer answer = ByteBuffer.allocate(4);
                io.readExact(answer).await();
                assertThat(text(answer)).isEqualTo("PONG");
                assertThat(io.read(ByteBuffer.allocate(1)).await()).isEqualTo(-1);
            }
        });
    }

    @Test
    void stepsAreTakenInParts() throws Exception {
        try (var io = MockIo.builder().read("abc").write("defg").build()) {
            ByteBuffer two = ByteBuffer.allocate(2);
            assertThat(TestTask.of(io.read(two)).assertReady()).isEqualTo(2);
            assertThat(TestTask.of(io.read(two.clear())).assertReady()).isEqualTo(1);
            assertThat(TestTask.of(io.write(bytes("de"))).assertReady()).isEqualTo(2);
            assertThat(TestTask.of(io.write(bytes("fg"))).assertReady()).isEqualTo(2);
        }
    }

    @Test
    void aReadWaitsForTheWriteBeforeIt() throws Exception {
        try (var io = MockIo.builder().write("a").read("b").build()) {
            var read = TestTask.of(io.read(ByteBuffer.allocate(1)));
            read.assertPending();
            TestTask.of(io.writeAll(bytes("a"))).assertReady();
            assertThat(read.isWoken()).isTrue();
            assertThat(read.assertReady()).isEqualTo(1);
        }
    }

    @Test
    void aWriteWaitsForTheReadBeforeIt() throws Exception {
        try (var io = MockIo.builder().read("a").write("b").build()) {
            var write = TestTask.of(io.writeAll(bytes("b")));
            write.assertPending();
            TestTask.of(io.read(ByteBuffer.allocate(1))).assertReady();
            assertThat(write.isWoken()).isTrue();
            write.assertReady();
        }
    }

    /** B333. */
    @Test
    void anUnexpectedWriteFailsAtOnceAndAtTheEnd() {
        var io = MockIo.builder().build();
        var error = TestTask.of(io.writeAll(bytes("hello\n"))).assertThrows(AssertionError.class);
        assertThat(error)
                .hasMessage(
                        "MockIo[step 1: the end]: an unexpected write, the script has ended: 6 bytes,"
                                + " \"hello\\n\"");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(io::close)
                .withMessageContaining("went wrong before: an unexpected write");
        assertThatCode(io::close).doesNotThrowAnyException();
    }

    /** B333. */
    @Test
    void aWriteThatDiffersNamesTheByte() {
        var io = MockIo.builder().name("redis").write("GET a").build();
        assertThat(TestTask.of(io.writeAll(bytes("GET b"))).assertThrows(AssertionError.class))
                .hasMessageStartingWith("redis[step 1: a write of 5 bytes, \"GET a\"]")
                .hasMessageContaining("differs at byte 4")
                .hasMessageContaining("but was 5 bytes, \"GET b\"");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(io::close);
    }

    /** B333. */
    @Test
    void leftoversFailAtTheEnd() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(MockIo.builder().read("a").build()::close)
                .withMessage(
                        "MockIo[step 1: a read of 1 bytes, \"a\"] is closed before 1 steps were done");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(MockIo.builder().write(new byte[] {0}).read("b").build()::close)
                .withMessage(
                        "MockIo[step 1: a write of 1 bytes, 0x00] is closed before 2 steps were done");
        assertThatCode(MockIo.builder().waitFor(Duration.ofSeconds(1)).build()::close)
                .doesNotThrowAnyException();
    }

    /** B333: leftovers do not hide what made the test fail. */
    @Test
    void aFailureOfTheTestComesFirst() {
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    try (var io = MockIo.builder().read("a").build()) {
                        throw new IllegalStateException("first, before " + io);
                    }
                })
                .withMessageStartingWith("first")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    /** The mistake that is on its way is not suppressed by itself. */
    @Test
    void aMistakeInTryWithResourcesIsThrownAsItIs() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> {
                    try (var io = MockIo.builder().build()) {
                        TestTask.of(io.writeAll(bytes("a"))).poll();
                    }
                })
                .withMessageContaining("an unexpected write");
    }

    @Test
    void errorsAreTheVeryInstances() {
        IOException reset = new IOException("reset");
        IOException full = new IOException("full");
        try (var io = MockIo.builder().readError(reset).writeError(full).build()) {
            assertThat(TestTask.of(io.read(ByteBuffer.allocate(1))).assertThrows(IOException.class))
                    .isSameAs(reset);
            assertThat(TestTask.of(io.write(bytes("a"))).assertThrows(IOException.class))
                    .isSameAs(full);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWaitTakesTimeForWhoeverComesToIt(boolean readerFirst) throws Exception {
        runTest(
                TestSettings::paused,
                () -> {
                    var script = MockIo.builder().waitFor(Duration.ofSeconds(5));
                    if (readerFirst) {
                        script.read("a").write("b");
                    } else {
                        script.write("b").read("a");
                    }
                    try (var io = script.build()) {
                        Moment start = Moment.now();
                        join(
                                        spawn(() -> io.readExact(ByteBuffer.allocate(1)).await()),
                                        spawn(() -> io.writeAll(bytes("b")).await()))
                                .await();
                        assertThat(start.elapsed()).isEqualTo(Duration.ofSeconds(5));
                    }
                });
    }

    @Test
    void anOpenScriptGoesOn() throws Exception {
        var script = MockIo.builder();
        try (var io = script.open()) {
            var read = TestTask.of(io.read(ByteBuffer.allocate(8)));
            read.assertPending();
            script.read("more");
            assertThat(read.isWoken()).isTrue();
            assertThat(read.assertReady()).isEqualTo(4);

            var last = TestTask.of(io.read(ByteBuffer.allocate(8)));
            last.assertPending();
            assertThat(script.build()).isSameAs(io);
            assertThat(last.isWoken()).isTrue();
            assertThat(last.assertReady()).isEqualTo(-1);
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> script.read("late"))
                .withMessageContaining("open()");
    }

    @Test
    void aWriteAfterShutdownIsAMistake() throws Exception {
        var io = MockIo.builder().write("a").build();
        TestTask.of(io.shutdown()).assertReady();
        assertThat(io.isShutDown()).isTrue();
        assertThat(TestTask.of(io.write(bytes("a"))).assertThrows(AssertionError.class))
                .hasMessageContaining("after shutdown");
    }

    @Test
    void aStepOfNothingIsMisuse() {
        assertThatIllegalArgumentException().isThrownBy(() -> MockIo.builder().read(""));
    }

    /** A reader that is always ready gives way all the same. */
    @Test
    void itTakesPartInCooperation() throws Exception {
        runTest(() -> {
            try (var io = MockIo.builder().build()) {
                boolean[] other = new boolean[1];
                var neighbour =
                        spawn(() -> {
                            other[0] = true;
                        });
                spawn(
                                () -> {
                                    while (!other[0]) {
                                        io.read(ByteBuffer.allocate(1)).await();
                                    }
                                })
                        .await();
                neighbour.await();
            }
        });
    }
}
