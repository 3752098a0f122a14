package yamanote.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.spawn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import yamanote.future.AsyncAction;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.io.AsyncRead;
import yamanote.io.AsyncWrite;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.JoinHandle;

/** Child processes; Tokio's process_*.rs. */
@Timeout(60)
class CommandTest {
    @TempDir Path directory;

    private static void run(AsyncAction action) throws Exception {
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            runtime.blockOn(action.start());
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static Command shell(String script) {
        return Command.of("sh", "-c", script);
    }

    private static AsyncWrite stdin(Child child) {
        return Objects.requireNonNull(child.stdin());
    }

    private static AsyncRead stdout(Child child) {
        return Objects.requireNonNull(child.stdout());
    }

    @Test
    void outputHasBothStreamsAndTheStatus() throws Exception {
        run(() -> {
            Output output = shell("echo out; echo err >&2; exit 7").output().await();
            assertThat(output.status()).isEqualTo(new ExitStatus(7));
            assertThat(output.status().isSuccess()).isFalse();
            assertThat(output.text()).isEqualTo("out\n");
            assertThat(new String(output.stderr(), UTF_8)).isEqualTo("err\n");
        });
    }

    /** Neither pipe blocks the child while the other is read. */
    @Test
    void largeOutputsOnBothStreamsComeWhole() throws Exception {
        run(() -> {
            Output output =
                    shell("head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2")
                            .output()
                            .await();
            assertThat(output.stdout()).hasSize(1_000_000);
            assertThat(output.stderr()).hasSize(1_000_000);
        });
    }

    @Test
    void settingsReachTheChild() throws Exception {
        run(() -> {
            Output output =
                    shell("pwd; echo $GREETING $HOME")
                            .currentDir(directory.toRealPath())
                            .env("GREETING", "hello")
                            .envRemove("HOME")
                            .output()
                            .await();
            assertThat(output.text()).isEqualTo(directory.toRealPath() + "\nhello\n");
            assertThat(Command.of("/usr/bin/env").envClear().env("A", "b").output().await().text())
                    .isEqualTo("A=b\n");
        });
    }

    @Test
    void streamsLeadToFilesAndNowhere() throws Exception {
        Path file = directory.resolve("out");
        run(() -> {
            Files.writeString(directory.resolve("in"), "from a file");
            shell("cat; echo lost >&2")
                    .stdin(Stdio.from(directory.resolve("in")))
                    .stdout(Stdio.to(file))
                    .stderr(Stdio.none())
                    .status()
                    .await();
            shell("cat; echo ' and more'")
                    .stdin(Stdio.none())
                    .stdout(Stdio.appendTo(file))
                    .status()
                    .await();
        });
        assertThat(Files.readString(file)).isEqualTo("from a file and more\n");
    }

    @Test
    void childAnswersWhatItIsAsked() throws Exception {
        run(() -> {
            try (Child child =
                    Command.of("cat").stdin(Stdio.piped()).stdout(Stdio.piped()).spawn().await()) {
                ByteBuffer answer = ByteBuffer.allocate(5);
                for (String question : List.of("first", "again")) {
                    stdin(child).writeAll(bytes(question)).await();
                    stdout(child).readExact(answer.clear()).await();
                    assertThat(UTF_8.decode(answer.flip()).toString()).isEqualTo(question);
                }
                stdin(child).shutdown().await();
                assertThat(stdout(child).read(answer.clear()).await()).isEqualTo(-1);
                assertThat(child.exited().await().isSuccess()).isTrue();
            }
        });
    }

    /**
     * Whoever waits for the end closes the input, though the write before may still be under way.
     */
    @Test
    void aChildWhoseInputWasWrittenAndNotFlushedReadsItAllAndTheEnd() throws Exception {
        run(() -> {
            for (int i = 0; i < 50; i++) {
                try (Child child =
                        Command.of("cat")
                                .stdin(Stdio.piped())
                                .stdout(Stdio.piped())
                                .spawn()
                                .await()) {
                    stdin(child).writeAll(bytes("hello")).await();
                    Output output = child.output().await();
                    assertThat(output.text()).isEqualTo("hello");
                }
            }
        });
    }

    @Test
    void cancelledReadLosesNothing() throws Exception {
        run(() -> {
            try (Child child =
                    Command.of("cat").stdin(Stdio.piped()).stdout(Stdio.piped()).spawn().await()) {
                Future<Integer> read = stdout(child).read(ByteBuffer.allocate(10));
                assertThat(read.poll(Context.noop()).isPending()).isTrue();
                read.cancel(Context.noop());
                stdin(child).writeAll(bytes("hello")).await();
                ByteBuffer answer = ByteBuffer.allocate(5);
                stdout(child).readExact(answer).await();
                assertThat(UTF_8.decode(answer.flip()).toString()).isEqualTo("hello");
            }
        });
    }

    /** B293: its number is gone with it, and killing it again hits nobody else. */
    @Test
    void killAfterTheEndDoesNothing() throws Exception {
        run(() -> {
            try (Child child = Command.of("sleep", "1000").spawn().await()) {
                assertThat(child.pid()).isPresent();
                assertThat(child.tryExited()).isNull();
                assertThat(child.kill().await()).isEqualTo(new ExitStatus(128 + 9));
                assertThat(child.pid()).isEmpty();
                assertThat(child.tryExited()).isEqualTo(new ExitStatus(128 + 9));
                child.startKill();
                assertThat(child.kill().await()).isEqualTo(child.exited().await());
            }
        });
    }

    @Test
    void terminateLetsItCleanUp() throws Exception {
        run(() -> {
            try (Child child =
                    shell("trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done")
                            .stdout(Stdio.piped())
                            .spawn()
                            .await()) {
                stdout(child).readExact(ByteBuffer.allocate("ready\n".length())).await();
                child.terminate();
                Output output = child.output().await();
                assertThat(output.text()).isEqualTo("bye\n");
                assertThat(output.status().code()).isEqualTo(3);
            }
        });
    }

    /** B291: a close leaves it alone, and the JDK sees its end; killOnClose kills it. */
    @Test
    void closeKillsOnlyIfItShall() throws Exception {
        run(() -> {
            Child spared = Command.of("sleep", "1000").spawn().await();
            spared.close();
            ProcessHandle process = ProcessHandle.of(spared.pid().getAsLong()).orElseThrow();
            assertThat(process.isAlive()).isTrue();
            process.destroyForcibly();
            assertThat(spared.exited().await().code()).isEqualTo(128 + 9);

            Child killed = Command.of("sleep", "1000").killOnClose(true).spawn().await();
            killed.close();
            assertThat(killed.exited().await().code()).isEqualTo(128 + 9);
        });
    }

    @Test
    void cancelledStatusKillsTheChildIfItShall() throws Exception {
        run(() -> {
            Path pid = directory.resolve("pid");
            JoinHandle<ExitStatus> status =
                    spawn(
                            shell("echo $$ > \"$0\"; exec sleep 1000")
                                    .arg(pid.toString())
                                    .killOnClose(true)
                                    .status());
            String number = "";
            while (number.isBlank()) {
                number = Files.exists(pid) ? Files.readString(pid).strip() : "";
                yamanote.Async.yieldNow().await();
            }
            var process = ProcessHandle.of(Long.parseLong(number));
            status.abort();
            status.outcome().await();
            process.ifPresent(it -> it.onExit().join());
        });
    }

    /** B294: which runtime started it does not matter to who waits. */
    @Test
    void childIsAwaitedOnAnotherRuntime() throws Exception {
        try (var first = AsyncRuntime.currentThread().build();
                var second = AsyncRuntime.multiThread().workerThreads(2).build()) {
            Child child = first.blockOn(Command.of("cat").stdin(Stdio.piped()).spawn());
            assertThat(second.blockOn(child.exited()).isSuccess()).isTrue();
            child.close();
        }
        assertThatThrownBy(() -> Command.of("true").spawn().poll(Context.noop()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("runtime");
    }

    /** B295. */
    @Test
    void hundredChildrenAtATimeAllEnd() throws Exception {
        run(() -> {
            List<JoinHandle<ExitStatus>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int code = i;
                all.add(spawn(shell("exit " + code).status()));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(all.get(i).await()).isEqualTo(new ExitStatus(i));
            }
        });
    }

    /** B296. */
    @Test
    void writingToAKilledChildFails() throws Exception {
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            Child child = runtime.blockOn(Command.of("sleep", "1000").stdin(Stdio.piped()).spawn());
            AsyncWrite input = stdin(child);
            child.startKill();
            runtime.blockOn(
                    async(() -> {
                        while (child.tryExited() == null) {
                            yamanote.Async.yieldNow().await();
                        }
                    }));
            assertThatThrownBy(() ->
                            runtime.blockOn(
                                    async(() -> {
                                        input.writeAll(bytes("anybody there?")).await();
                                        input.flush().await();
                                    })))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void unknownProgramFails() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            assertThatThrownBy(() -> runtime.blockOn(Command.of("/no/such/program").spawn()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("/no/such/program");
        }
    }
}
