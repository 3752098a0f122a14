package yamanote.net;

import static yamanote.Async.spawn;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.DriverChoice;

/** One echo over the driver that it is told to choose, with the log on. */
final class DriverChoiceMain {
    private DriverChoiceMain() {}

    public static void main(String[] args) throws Exception {
        logEverything();
        try (var runtime =
                AsyncRuntime.currentThread().driver(DriverChoice.valueOf(args[0])).build()) {
            runtime.blockOn(() -> {
                var listener = TcpListener.bind(ANY_PORT);
                spawn(
                        listener.serve(stream -> {
                            ByteBuffer buffer = ByteBuffer.allocate(8);
                            stream.read(buffer).await();
                            stream.writeAll(buffer.flip()).await();
                        }));
                var client = TcpStream.connect(listener.localAddress()).await();
                client.writeAll(ByteBuffer.wrap(new byte[1])).await();
                client.readExact(ByteBuffer.allocate(1)).await();
                System.out.println("echoed");
            });
        }
    }

    /** By reflection, since the module under test does not read java.logging. */
    private static void logEverything() throws ReflectiveOperationException {
        Class<?> level = Class.forName("java.util.logging.Level");
        Object all = level.getField("ALL").get(null);
        Class<?> loggers = Class.forName("java.util.logging.Logger");
        Method setLevel = loggers.getMethod("setLevel", level);
        setLevel.invoke(loggers.getMethod("getLogger", String.class).invoke(null, "yamanote"), all);
        Object root = loggers.getMethod("getLogger", String.class).invoke(null, "");
        Class<?> handlers = Class.forName("java.util.logging.Handler");
        for (Object handler : (Object[]) loggers.getMethod("getHandlers").invoke(root)) {
            handlers.getMethod("setLevel", level).invoke(handler, all);
        }
    }
}
