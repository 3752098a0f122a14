package yamanote.task;

import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Carrier;

/** A task of a set that has ended: its number and how it ended. */
@SuppressWarnings("exports") // an Owned value goes with a result that is dropped
public record EndedTask<T extends @Nullable Object>(TaskId id, Outcome<T> outcome)
        implements Carrier {
    static <T extends @Nullable Object> EndedTask<T> of(Member member) {
        return new EndedTask<>(new TaskId(member.task.id()), JoinHandle.outcome(member.task));
    }

    /**
     * The outcome.
     *
     * @hidden
     */
    @Override
    public Outcome<T> value() {
        return outcome;
    }
}
