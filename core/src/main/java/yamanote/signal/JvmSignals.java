package yamanote.signal;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The JVM's own way to signals, {@code sun.misc.Signal} of the module {@code jdk.unsupported}: the
 * one place that knows an internal class of the JDK, and only by name, since a compiler's warning
 * about it cannot be suppressed and a JVM may lack the module.
 */
final class JvmSignals {
    private static final long GRACE_SECONDS = 10;

    private JvmSignals() {}

    /**
     * Has {@code action} called at each signal, on a thread of the JVM's.
     *
     * @throws IllegalArgumentException if the JVM or the system does not allow it
     */
    static void handle(SignalKind kind, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler calls =
                    (proxy, method, arguments) ->
                            switch (method.getName()) {
                                case "handle" -> {
                                    action.run();
                                    yield null;
                                }
                                case "equals" -> proxy == arguments[0];
                                case "hashCode" -> System.identityHashCode(proxy);
                                default -> "handler of " + kind;
                            };
            Object proxy =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(), new Class<?>[] {handler}, calls);
            Object instance = signal.getConstructor(String.class).newInstance(kind.name());
            signal.getMethod("handle", signal, handler).invoke(null, instance, proxy);
        } catch (InvocationTargetException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            throw new IllegalArgumentException(
                    kind + " cannot be listened to: " + cause.getMessage(), cause);
        } catch (ReflectiveOperationException e) {
            fromShutdownHook(kind, action);
        }
    }

    private static void fromShutdownHook(SignalKind kind, Runnable action) {
        if (!kind.equals(SignalKind.INTERRUPT) && !kind.equals(SignalKind.TERMINATE)) {
            throw new IllegalArgumentException(
                    kind
                            + " needs the JDK's module jdk.unsupported: start java with"
                            + " --add-modules jdk.unsupported");
        }
        System.getLogger("yamanote")
                .log(
                        Level.INFO,
                        "{0} is heard from a shutdown hook, for there is no jdk.unsupported",
                        kind);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    action.run();
                                    awaitListeners();
                                },
                                "yamanote-" + kind));
    }

    /** The JVM ends with its hooks: this one gives the listeners time to do what they do. */
    private static void awaitListeners() {
        CountDownLatch never = new CountDownLatch(1);
        try {
            for (int tenths = 0;
                    SignalHub.listeners() > 0 && tenths < 10 * GRACE_SECONDS;
                    tenths++) {
                if (never.await(100, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
