package yamanote.runtime;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime logs, while this is open: message and failure of each record. By reflection,
 * since the module under test does not read java.logging.
 */
final class LogCapture implements AutoCloseable {
    private final Object logger;
    private final Method setFilter;
    private final Object formatter;
    private final Method format;
    private final List<String> lines;

    LogCapture(List<String> lines) {
        this.lines = lines;
        try {
            Class<?> loggers = Class.forName("java.util.logging.Logger");
            Class<?> filters = Class.forName("java.util.logging.Filter");
            Class<?> formatters = Class.forName("java.util.logging.SimpleFormatter");
            Class<?> records = Class.forName("java.util.logging.LogRecord");
            logger = loggers.getMethod("getLogger", String.class).invoke(null, "yamanote");
            setFilter = loggers.getMethod("setFilter", filters);
            formatter = formatters.getConstructor().newInstance();
            format = formatters.getMethod("format", records);
            Object filter =
                    Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {filters},
                            (_, method, args) -> isLoggable(method, args));
            setFilter.invoke(logger, filter);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("java.logging is not there", e);
        }
    }

    private synchronized Object isLoggable(Method method, @Nullable Object[] args)
            throws ReflectiveOperationException {
        if (!method.getName().equals("isLoggable")) {
            return method.invoke(this, args);
        }
        lines.add((String) format.invoke(formatter, args));
        return false;
    }

    @Override
    public void close() {
        try {
            setFilter.invoke(logger, new Object[] {null});
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot reset the filter", e);
        }
    }
}
