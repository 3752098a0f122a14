package yamanote.internal.reactor;

/** What NIO cannot do. */
public final class NativeOnly {
    private NativeOnly() {}

    /** Says that {@code what} is such a thing, and what to do about it. */
    public static UnsupportedOperationException refuse(String what) {
        return new UnsupportedOperationException(
                what
                        + " needs the epoll driver: build the runtime with driver(DriverChoice.EPOLL)");
    }
}
