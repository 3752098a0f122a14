package yamanote.verify.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import yamanote.future.AsyncCloseable;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Waker;

/** The world of one run of a program: its leaf futures, its resources and the log of effects. */
public final class Env {
    /** Leaves beyond this number are always ready and loops stop: it bounds random programs. */
    private static final int FUEL = 120;

    private final Schedule schedule;
    private final List<String> log = new ArrayList<>();
    private final List<Leaf<?>> leaves = new ArrayList<>();
    private int counter;
    private int steps;
    private Waker registered;

    Env(Schedule schedule) {
        this.schedule = schedule;
    }

    /** A leaf that ends with {@code value}. */
    public <T> Future<T> leaf(T value) {
        return make(false, () -> value);
    }

    /** The same under its own class: javac calls {@code await} as a virtual method. */
    public <T> Leaf<T> typedLeaf(T value) {
        return make(false, () -> value);
    }

    /** The same under a subtype of Future. */
    public <T> SubFuture<T> subLeaf(T value) {
        return make(false, () -> value);
    }

    /** A leaf that fails with the very {@code failure}. */
    public <T> Future<T> failing(Exception failure) {
        return make(
                false,
                () -> {
                    throw failure;
                });
    }

    /** A leaf that fails with a {@link Boom} made in its poll: its top user frame is the await. */
    public <T> Future<T> failing(String message) {
        return make(
                false,
                () -> {
                    throw new Boom(message);
                });
    }

    /** A leaf whose cancellation takes two further polls. */
    public <T> Future<T> stubborn(T value) {
        return make(true, () -> value);
    }

    private <T> Leaf<T> make(boolean stubborn, Leaf.End<? extends T> end) {
        int id = leaves.size() + 1;
        int pending = id > FUEL ? 0 : schedule.pendingOf(id);
        var leaf = new Leaf<T>(this, id, pending, stubborn, end);
        leaves.add(leaf);
        return leaf;
    }

    /** Writes a side effect down. */
    public void log(Object effect) {
        log.add(Show.value(effect));
    }

    /** Writes {@code value} down and gives it back. */
    public <T> T note(T value) {
        log(value);
        return value;
    }

    /** Counts: 1, 2, 3, … */
    public int next() {
        return ++counter;
    }

    /** Whether a random program may go on looping. */
    public boolean step() {
        return ++steps <= FUEL;
    }

    /** Throws a {@link Boom} if {@code when}. */
    public void boom(boolean when, String message) throws Boom {
        if (when) {
            throw new Boom(message);
        }
    }

    /** A plain resource that logs its close. */
    public AutoCloseable resource(String name) {
        return resource(name, false);
    }

    /** A plain resource whose close may fail. */
    public AutoCloseable resource(String name, boolean closeFails) {
        log("open " + name);
        return () -> {
            log("close " + name);
            boom(closeFails, "close of " + name);
        };
    }

    /** A resource whose close waits for a leaf. */
    public AsyncCloseable asyncResource(String name) {
        return asyncResource(name, false);
    }

    /** A resource whose close waits for a leaf and may then fail. */
    public AsyncCloseable asyncResource(String name, boolean closeFails) {
        log("open " + name);
        return new AsyncResource(this, name, closeFails);
    }

    /** A value with one owner that logs its close. */
    public Owned owned(String name) {
        return () -> log("owned " + name + " closed");
    }

    void register(Waker waker) {
        registered = waker;
    }

    /** Whether {@code waker} was stored since the last call. */
    boolean takeRegistered(Waker waker) {
        boolean found = Objects.equals(registered, waker);
        registered = null;
        return found;
    }

    String summary() {
        int[] polls = leaves.stream().mapToInt(Leaf::polls).toArray();
        return log.stream().collect(Collectors.joining("; ", "{", "}"))
                + " polls "
                + Arrays.toString(polls);
    }
}
