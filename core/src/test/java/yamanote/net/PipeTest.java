package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;

@EnabledOnOs(
        value = OS.LINUX,
        architectures = {"amd64", "x86_64", "aarch64"})
@Timeout(60)
class PipeTest {
    @TempDir Path folder;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private TestLoop loop;

    @BeforeEach
    void open() throws IOException {
        loop = new TestLoop(TestDriver.EPOLL);
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
    }

    private Path named() throws Exception {
        Path path = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
        return path;
    }

    private PipeReceiver receiver(Path path) throws IOException {
        return PipeOptions.create().openReceiver(path, loop.reactor);
    }

    private PipeSender sender(Path path) throws IOException {
        return PipeOptions.create().openSender(path, loop.reactor);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String received() {
        buffer.flip();
        String text = StandardCharsets.US_ASCII.decode(buffer).toString();
        buffer.clear();
        return text;
    }

    private static long fill(PipeSender sender) throws IOException {
        ByteBuffer much = ByteBuffer.allocate(1 << 16);
        long total = 0;
        int n;
        while ((n = sender.tryWrite(much.clear())) > 0) {
            total += n;
        }
        return total;
    }

    private long drain(PipeReceiver receiver) throws IOException {
        long total = 0;
        int n;
        while ((n = receiver.tryRead(buffer.clear())) > 0) {
            total += n;
        }
        return total;
    }

    @Test
    void whatIsSentIsReceivedAndThenTheEnd() throws Exception {
        AnonymousPipe pipe = AnonymousPipe.open(loop.reactor);
        loop.run(pipe.sender().writeAll(bytes("hello")));
        assertThat(loop.run(pipe.receiver().read(buffer))).isEqualTo(5);
        assertThat(received()).isEqualTo("hello");
        loop.run(pipe.sender().shutdown());
        assertThat(loop.run(pipe.receiver().read(buffer))).isEqualTo(-1);
        assertThat(pipe.receiver().tryRead(buffer)).isEqualTo(-1);
        assertThatThrownBy(() -> loop.run(pipe.sender().write(bytes("x"))))
                .isInstanceOf(SocketClosedException.class);
        loop.run(pipe.sender().shutdown());
        assertThat(loop.comesToRest()).isTrue();
    }

    @Test
    void aReadThatMustWaitIsWokenByTheData() throws Exception {
        AnonymousPipe pipe = AnonymousPipe.open(loop.reactor);
        Future<Integer> read = pipe.receiver().read(buffer);
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        int wakes = loop.wakes.get();
        loop.run(pipe.sender().writeAll(bytes("late")));
        loop.turnUntil(() -> loop.wakes.get() > wakes);
        assertThat(loop.run(read)).isEqualTo(4);
    }

    /** Data and end in one event, and a read that leaves room: no other event follows. */
    @Test
    void theEndBehindAShortReadIsFoundWithoutATurn() throws Exception {
        AnonymousPipe pipe = AnonymousPipe.open(loop.reactor);
        loop.run(pipe.sender().writeAll(bytes("last")));
        pipe.sender().close();
        assertThat(loop.run(pipe.receiver().read(buffer))).isEqualTo(4);
        assertThat(pipe.receiver().read(buffer).poll(loop.cx).isReady()).isTrue();
        assertThat(received()).isEqualTo("last");
    }

    @Test
    void aCancelledReadLosesNothingAndACancelledWriteHasWrittenNothing() throws Exception {
        AnonymousPipe pipe = AnonymousPipe.open(loop.reactor);
        Future<Integer> read = pipe.receiver().read(buffer);
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        long total = fill(pipe.sender());
        loop.turnUntil(() -> loop.wakes.get() > 0);
        assertThat(read.cancel(loop.cx)).isTrue();
        Future<Integer> write = pipe.sender().write(bytes("more"));
        assertThat(write.poll(loop.cx).isPending()).isTrue();
        assertThat(write.cancel(loop.cx)).isTrue();
        pipe.sender().close();
        assertThat(drain(pipe.receiver())).isEqualTo(total);
        assertThat(pipe.receiver().tryRead(buffer.clear())).isEqualTo(-1);
    }

    @Test
    void writingWaitsWhileNobodyReadsAndGoesOnWhenSomebodyDoes() throws Exception {
        AnonymousPipe pipe = AnonymousPipe.open(loop.reactor);
        long total = fill(pipe.sender());
        Future<Integer> write = pipe.sender().write(bytes("more"));
        assertThat(write.poll(loop.cx).isPending()).isTrue();
        assertThat(pipe.sender().tryWrite(bytes("more"))).isZero();
        assertThat(loop.run(pipe.receiver().readable())).isNull();
        assertThat(drain(pipe.receiver())).isEqualTo(total);
        assertThat(loop.run(write)).isEqualTo(4);
        loop.run(pipe.sender().writable());
        assertThat(loop.run(pipe.receiver().read(buffer.clear()))).isEqualTo(4);
    }

    @Test
    void closingAnEndEndsWhoWaitsThere() throws Exception {
        AnonymousPipe pipe = AnonymousPipe.open(loop.reactor);
        fill(pipe.sender());
        Future<Integer> write = pipe.sender().write(bytes("more"));
        Future<?> writable = pipe.sender().writable();
        assertThat(write.poll(loop.cx).isPending()).isTrue();
        assertThat(writable.poll(loop.cx).isPending()).isTrue();
        pipe.sender().close();
        assertThatThrownBy(() -> loop.run(write)).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> loop.run(writable)).isInstanceOf(SocketClosedException.class);

        PipeReceiver lonely = receiver(named());
        Future<Integer> read = lonely.read(buffer);
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        lonely.close();
        assertThatThrownBy(() -> loop.run(read)).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> lonely.tryRead(buffer)).isInstanceOf(SocketClosedException.class);
    }

    /** B282. */
    @Test
    void aSenderIsRefusedUntilSomebodyReceives() throws Exception {
        Path path = named();
        assertThatThrownBy(() -> sender(path))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(path.toString());
        PipeReceiver receiver = receiver(path);
        PipeSender sender = sender(path);
        loop.run(sender.writeAll(bytes("hi")));
        assertThat(loop.run(receiver.read(buffer))).isEqualTo(2);
    }

    /** B282. */
    @Test
    void whatIsNoPipeIsRejectedAndLeavesNoDescriptor() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> receiver(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mkfifo");
        assertThatThrownBy(() -> sender(file)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> PipeOptions.create().unchecked(true).openReceiver(file, loop.reactor))
                .as("epoll knows no files")
                .isInstanceOf(IOException.class);
        assertThat(descriptorsOf(file)).isZero();
        assertThatThrownBy(() -> receiver(folder.resolve("nowhere")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> sender(Path.of(""))).isInstanceOf(IllegalArgumentException.class);
    }

    private static long descriptorsOf(Path file) throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(Files::exists).filter(fd -> isSame(fd, file)).count();
        }
    }

    private static boolean isSame(Path fd, Path file) {
        try {
            return Files.isSameFile(fd, file);
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    @Test
    void aReceiverWaitsForTheFirstSender() throws Exception {
        Path path = named();
        PipeReceiver receiver = receiver(path);
        Future<Integer> read = receiver.read(buffer);
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        assertThat(loop.comesToRest()).isTrue();
        PipeSender sender = sender(path);
        assertThat(loop.comesToRest()).isTrue();
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        sender.close();
        assertThat(loop.run(read)).isEqualTo(-1);
    }

    @Test
    void afterAnEndTheNextSenderIsReadAndWhileItIsSilentTheReceiverWaits() throws Exception {
        Path path = named();
        PipeReceiver receiver = receiver(path);
        PipeSender first = sender(path);
        loop.run(first.writeAll(bytes("one")));
        first.close();
        assertThat(loop.run(receiver.read(buffer))).isEqualTo(3);
        assertThat(loop.run(receiver.read(buffer))).isEqualTo(-1);
        PipeSender second = sender(path);
        Future<Integer> read = receiver.read(buffer);
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        assertThat(loop.comesToRest()).isTrue();
        loop.run(second.writeAll(bytes("two")));
        assertThat(loop.run(read)).isEqualTo(3);
        assertThat(received()).isEqualTo("onetwo");
        second.close();
        assertThat(loop.run(receiver.read(buffer))).isEqualTo(-1);
    }

    /** B282. */
    @Test
    void aReceiverThatIsASenderTooReadsNoEnd() throws Exception {
        Path path = named();
        PipeReceiver receiver =
                PipeOptions.create().readWrite(true).openReceiver(path, loop.reactor);
        for (String text : new String[] {"one", "two"}) {
            try (PipeSender sender = sender(path)) {
                loop.run(sender.writeAll(bytes(text)));
            }
            assertThat(loop.run(receiver.read(buffer))).isEqualTo(3);
            assertThat(received()).isEqualTo(text);
            assertThat(loop.comesToRest()).isTrue();
            assertThat(receiver.read(buffer).poll(Context.noop()).isPending()).isTrue();
        }
    }

    @Test
    void aSenderThatIsAReceiverTooNeedsNobody() throws Exception {
        Path path = named();
        PipeSender sender = PipeOptions.create().readWrite(true).openSender(path, loop.reactor);
        loop.run(sender.writeAll(bytes("kept")));
        assertThat(loop.run(receiver(path).read(buffer))).isEqualTo(4);
    }

    @Test
    void aReceiverThatGoesEndsAWaitingWriteAndTheNextOneGetsWhatComesThen() throws Exception {
        Path path = named();
        PipeReceiver first = receiver(path);
        PipeSender sender = sender(path);
        long total = fill(sender);
        Future<Integer> write = sender.write(bytes("more"));
        assertThat(write.poll(loop.cx).isPending()).isTrue();
        first.close();
        assertThatThrownBy(() -> loop.run(write))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Broken pipe");
        assertThatThrownBy(() -> loop.run(sender.write(bytes("more"))))
                .hasMessageContaining("Broken pipe");
        assertThat(loop.comesToRest()).isTrue();
        PipeReceiver second = receiver(path);
        loop.run(second.readable());
        assertThat(drain(second)).as("what nobody read is kept").isEqualTo(total);
        loop.run(sender.writeAll(bytes("again")));
        assertThat(loop.run(second.read(buffer.clear()))).isEqualTo(5);
    }

    @Test
    void aPipeThatIsAlwaysReadyYieldsWhenTheBudgetIsSpent() throws Exception {
        AnonymousPipe pipe = AnonymousPipe.open(loop.reactor);
        loop.run(pipe.sender().writeAll(bytes("0123456789")));
        loop.run(pipe.receiver().readable());
        loop.cx.budget(1);
        assertThat(pipe.receiver().read(buffer.limit(1)).poll(loop.cx).isReady()).isTrue();
        int wakes = loop.wakes.get();
        assertThat(pipe.receiver().read(buffer.limit(2)).poll(loop.cx).isPending()).isTrue();
        assertThat(pipe.sender().write(bytes("x")).poll(loop.cx).isPending()).isTrue();
        assertThat(loop.wakes.get()).as("scheduled again").isEqualTo(wakes + 2);
    }

    @Test
    void pipesLeaveNoDescriptorBehind() throws Exception {
        long before = TestLoop.openPipes();
        for (int i = 0; i < 100; i++) {
            AnonymousPipe pipe = AnonymousPipe.open(loop.reactor);
            loop.run(pipe.sender().writeAll(bytes("x")));
            assertThat(loop.run(pipe.receiver().read(buffer.clear()))).isEqualTo(1);
            pipe.sender().close();
            pipe.receiver().close();
        }
        assertThat(TestLoop.openPipes()).isEqualTo(before);
    }

    @Test
    void onNioTheDriverThatHasPipesIsNamed() throws Exception {
        Path path = named();
        try (var nio = new TestLoop(TestDriver.NIO)) {
            assertThatThrownBy(() -> AnonymousPipe.open(nio.reactor))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("driver(DriverChoice.EPOLL)");
            assertThatThrownBy(() -> PipeOptions.create().openReceiver(path, nio.reactor))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> PipeOptions.create().openSender(path, nio.reactor))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void outsideOfARuntimeTheMendIsNamed() throws Exception {
        Path path = named();
        assertThatThrownBy(() -> PipeReceiver.open(path))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PipeOptions.openReceiver");
        assertThatThrownBy(() -> PipeSender.open(path)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(AnonymousPipe::open).isInstanceOf(IllegalStateException.class);
    }
}
