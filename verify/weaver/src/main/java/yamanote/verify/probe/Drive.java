package yamanote.verify.probe;

import java.util.ArrayList;
import java.util.List;
import yamanote.future.Future;
import yamanote.future.Poll;

/** Runs a program under a schedule and says in one line all that was seen. */
public final class Drive {
    private static final int MAX_POLLS = 5_000;

    private final Env env;
    private final Schedule schedule;
    private int suspensions;

    private Drive(Schedule schedule) {
        this.env = new Env(schedule);
        this.schedule = schedule;
    }

    /**
     * Every schedule that matters: leaves ready, pending once, three times and mixed, and with one
     * and with three a cancellation at each suspension, or at {@code maxCancels} of them.
     */
    public static List<String> all(String name, Program program, int maxCancels) {
        var lines = new ArrayList<String>();
        lines.add(name + " " + one(program, new Schedule(0, Schedule.NEVER)).text());
        lines.add(name + " " + one(program, new Schedule(Schedule.MIXED, Schedule.NEVER)).text());
        for (int pending : new int[] {1, 3}) {
            Seen whole = one(program, new Schedule(pending, Schedule.NEVER));
            lines.add(name + " " + whole.text());
            int stride = 1 + whole.suspensions() / maxCancels;
            for (int at = 0; at <= whole.suspensions(); at += stride) {
                lines.add(name + " " + one(program, new Schedule(pending, at)).text());
            }
        }
        return lines;
    }

    /** What one run showed. */
    public record Seen(String text, int suspensions) {}

    /** One run. */
    public static Seen one(Program program, Schedule schedule) {
        var drive = new Drive(schedule);
        String outcome = drive.run(program);
        return new Seen(
                "[" + schedule + "] " + outcome + " " + drive.env.summary(), drive.suspensions);
    }

    private String run(Program program) {
        Future<?> future;
        try {
            future = program.start(env);
        } catch (Throwable t) {
            return "did not start: " + Show.failure(t);
        }
        env.log("start");
        String outcome;
        if (schedule.cancelAt() == 0) {
            outcome = cancel(future) ? "cancelled unpolled" : drain(future);
        } else {
            outcome = poll(future);
        }
        return outcome + afterEnd(future);
    }

    private String poll(Future<?> future) {
        while (suspensions < MAX_POLLS) {
            String end = pollOnce(future);
            if (end != null) {
                return end;
            }
            if (++suspensions == schedule.cancelAt()) {
                return cancel(future) ? "cancelled" : drain(future);
            }
        }
        return "endless";
    }

    /** What follows a cancel that returned false; a second cancel changes nothing on the way. */
    private String drain(Future<?> future) {
        for (int polls = 0; polls < MAX_POLLS; polls++) {
            env.log("second cancel " + future.cancel(new ProbeContext(env)));
            String end = pollOnce(future);
            if (end != null) {
                return "drained to " + end;
            }
        }
        return "endless clean-up";
    }

    private boolean cancel(Future<?> future) {
        var cx = new ProbeContext(env);
        boolean done;
        try {
            done = future.cancel(cx);
        } catch (Throwable t) {
            env.log("cancel threw " + Show.failure(t));
            return true;
        }
        if (!done && !env.takeRegistered(cx.waker())) {
            env.log("unfinished cancel without a waker");
        }
        return done;
    }

    private String pollOnce(Future<?> future) {
        var cx = new ProbeContext(env);
        try {
            if (future.poll(cx) instanceof Poll.Ready<?>(var value)) {
                return "value " + Show.value(value);
            }
        } catch (Throwable t) {
            return "throws " + Show.failure(t);
        }
        if (!env.takeRegistered(cx.waker())) {
            env.log("pending without the newest waker");
        }
        return null;
    }

    private String afterEnd(Future<?> future) {
        var cx = new ProbeContext(env);
        String cancelled = ", cancel " + future.cancel(cx);
        try {
            return cancelled + ", then " + future.poll(cx);
        } catch (Throwable t) {
            return cancelled + ", then " + t.getClass().getSimpleName();
        }
    }
}
