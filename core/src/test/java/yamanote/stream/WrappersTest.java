package yamanote.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.yieldNow;

import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.fs.DirEntry;
import yamanote.fs.File;
import yamanote.fs.Fs;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.io.BufReader;
import yamanote.io.ScriptRead;
import yamanote.signal.Signal;
import yamanote.signal.SignalKind;
import yamanote.sync.Oneshot;
import yamanote.task.JoinSet;
import yamanote.task.Outcome;

/** Sets of tasks, signals, directories and lines as streams; tokio_stream's wrappers. */
@Timeout(60)
class WrappersTest {
    @TempDir Path directory;

    private static <T> Future<T> never() {
        return cx -> Poll.pending();
    }

    @ParameterizedTest
    @EnumSource
    void outcomesOfASetComeUntilNoTaskIsLeft(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            JoinSet<Integer> set = JoinSet.create();
            int sum =
                    runtime.blockOn(() -> {
                        for (int i = 1; i <= 100; i++) {
                            int mine = i;
                            set.spawn(() -> {
                                yieldNow().await();
                                return mine;
                            });
                        }
                        return Streams.from(set)
                                .fold(0, (all, one) -> all + ((Outcome.Ok<Integer>) one).value())
                                .await();
                    });
            assertThat(sum).isEqualTo(5050);
            try (var _ = runtime.handle().enter()) {
                assertThatThrownBy(() -> set.spawn(() -> 1))
                        .isInstanceOf(IllegalStateException.class);
            }
        }
    }

    /** Its clean-up is awaited before the stream has ended. */
    @ParameterizedTest
    @EnumSource
    void streamOfASetThatEndsEarlyAbortsTheRestAndWaitsForIt(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            AtomicInteger cleanedUp = new AtomicInteger();
            runtime.blockOn(() -> {
                JoinSet<Integer> set = JoinSet.create();
                Oneshot.Channel<Integer> started = Oneshot.channel();
                set.spawn(() -> started.receiver().await());
                set.spawn(() -> {
                    try {
                        started.sender().send(1);
                        return WrappersTest.<Integer>never().await();
                    } finally {
                        yieldNow().await();
                        cleanedUp.incrementAndGet();
                    }
                });
                assertThat(Streams.from(set).take(1).toList().await())
                        .containsExactly(new Outcome.Ok<>(1));
                assertThat(set.size()).isZero();
                assertThat(cleanedUp).hasValue(1);
            });
        }
    }

    /** Results that nobody has taken are dropped. */
    @ParameterizedTest
    @EnumSource
    void cancelledStreamOfASetClosesWhatItsTasksHaveGiven(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            AtomicInteger closed = new AtomicInteger();
            runtime.blockOn(() -> {
                JoinSet<Owned> set = JoinSet.create();
                for (int i = 0; i < 3; i++) {
                    var task = set.spawn(() -> closed::incrementAndGet);
                    while (!task.isFinished()) {
                        yieldNow().await();
                    }
                }
                try (var outcomes = Streams.from(set)) {
                    if (outcomes.next().await() instanceof Outcome.Ok<Owned>(Owned first)) {
                        first.close();
                    }
                }
            });
            assertThat(closed.get()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void signalsComeAsTheirKinds(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            SignalKind first = new SignalKind("USR2");
            SignalKind second = SignalKind.HANGUP;
            var signals =
                    Streams.from(Signal.listen(first)).merge(Streams.from(Signal.listen(second)));
            for (SignalKind kind : List.of(first, second, first)) {
                send(kind);
                assertThat(runtime.<SignalKind>blockOn(signals.next())).isEqualTo(kind);
            }
            assertThat(signals.next().poll(Context.noop()).isPending()).isTrue();
            runtime.blockOn(signals.closeAsync());
        }
    }

    private static void send(SignalKind kind) throws Exception {
        String pid = Long.toString(ProcessHandle.current().pid());
        assertThat(new ProcessBuilder("kill", "-" + kind.name(), pid).start().waitFor()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void entriesOfADirectory(Flavour flavour) throws Exception {
        for (int i = 0; i < 70; i++) {
            Files.createFile(directory.resolve("f" + i));
        }
        try (var runtime = flavour.build()) {
            List<String> names =
                    runtime.blockOn(() -> {
                        var entries = Fs.readDir(directory).await();
                        return Streams.from(entries).map(DirEntry::name).toList().await();
                    });
            assertThat(names).hasSize(70).doesNotHaveDuplicates().contains("f0", "f69");
        }
    }

    /** The file has a buffer of its own. */
    @ParameterizedTest
    @EnumSource
    void linesOfAFileAndThePiecesBetweenDelimiters(Flavour flavour) throws Exception {
        Path path = Files.writeString(directory.resolve("text"), "one\r\ntwo,three\n\nfour");
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                try (File file = File.open(path).await()) {
                    assertThat(Streams.from(file.lines()).toList().await())
                            .containsExactly("one", "two,three", "", "four");
                    file.seek(5);
                    assertThat(
                                    Streams.from(file.split((byte) ','))
                                            .map(piece -> new String(piece, UTF_8))
                                            .toList()
                                            .await())
                            .containsExactly("two", "three\n\nfour");
                }
            });
        }
    }

    @Test
    void aLineThatIsNoTextIsThrownInItsPlace() throws Exception {
        Hand hand = new Hand();
        byte[] text = {'a', '\n', (byte) 0xff, '\n', 'b'};
        assertThat(hand.all(Streams.from(BufReader.of(ScriptRead.of((Object) text)).lines())))
                .hasSize(3)
                .satisfies(all -> {
                    assertThat(all.get(0)).isEqualTo("a");
                    assertThat(all.get(1)).isInstanceOf(CharacterCodingException.class);
                    assertThat(all.get(2)).isEqualTo("b");
                });
    }

    @Test
    void aLineThatIsTooLongEndsTheStream() throws Exception {
        Hand hand = new Hand();
        byte[] text = "a\nlonger\nb".getBytes(UTF_8);
        assertThat(hand.all(Streams.from(BufReader.of(ScriptRead.of((Object) text)).lines(3))))
                .hasSize(2)
                .first()
                .isEqualTo("a");
    }
}
