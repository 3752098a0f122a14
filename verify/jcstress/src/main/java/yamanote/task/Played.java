package yamanote.task;

import yamanote.internal.task.Task;
import yamanote.internal.task.Unscheduled;

/** Tasks that actors end. */
final class Played {
    private Played() {}

    /** A task that is being polled. */
    static Task task() {
        Task task = new Task(null, Unscheduled.INSTANCE);
        task.beginPoll();
        return task;
    }

    /** A task that is being polled, as a member. */
    static Task member(Members members) {
        Task task = task();
        members.start(() -> task);
        members.add(new Member(members, task));
        return task;
    }

    /** A wait for the next result. */
    static NextMember<Integer> next(Members members) {
        return new NextMember<>(members, member -> 1);
    }
}
