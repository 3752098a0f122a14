package miniredis;

import java.util.ArrayList;
import java.util.List;

/** ZADD, ZPOPMIN, ZRANGE by rank. */
final class SortedSetCommands {
    private SortedSetCommands() {}

    static void addTo(Commands commands) {
        commands.add("ZADD", 4, Commands.ANY, SortedSetCommands::add);
        commands.add("ZPOPMIN", 2, 3, SortedSetCommands::popMin);
        commands.add("ZRANGE", 4, 5, SortedSetCommands::range);
        commands.add("ZCARD", 2, 2, SortedSetCommands::size);
    }

    private static void add(Command c, Session s) throws CommandException {
        if (c.size() % 2 != 0) {
            throw CommandException.syntax();
        }
        for (int i = 2; i < c.size(); i += 2) {
            c.real(i); // all are checked before any is added
        }
        SortedMembers members = s.db().sortedOrNew(c.arg(1));
        int added = 0;
        for (int i = 2; i < c.size(); i += 2) {
            if (members.put(c.arg(i + 1), c.real(i))) {
                added++;
            }
        }
        s.replies().integer(added);
    }

    private static void popMin(Command c, Session s) throws CommandException {
        long count = c.size() == 3 ? c.integer(2) : 1;
        if (count < 0) {
            throw new CommandException("ERR value is out of range, must be positive");
        }
        SortedMembers members = s.db().sorted(c.arg(1));
        int n = members == null ? 0 : (int) Math.min(count, members.size());
        s.replies().array(n * 2);
        for (int i = 0; members != null && i < n; i++) {
            if (members.pollFirst() instanceof SortedMembers.Scored first) {
                reply(s, first, true);
            }
        }
        s.db().removeIfEmpty(c.arg(1));
    }

    private static void range(Command c, Session s) throws CommandException {
        boolean withScores = c.size() == 5;
        if (withScores && !c.is(4, "WITHSCORES")) {
            throw CommandException.syntax();
        }
        long start = c.integer(2);
        long stop = c.integer(3);
        SortedMembers members = s.db().sorted(c.arg(1));
        int size = members == null ? 0 : members.size();
        long from = Math.max(start < 0 ? start + size : start, 0);
        long to = Math.min(stop < 0 ? stop + size : stop, size - 1L);
        List<SortedMembers.Scored> found = new ArrayList<>();
        if (members != null) {
            long rank = 0;
            for (SortedMembers.Scored scored : members.ascending()) {
                if (rank > to) {
                    break;
                }
                if (rank++ >= from) {
                    found.add(scored);
                }
            }
        }
        s.replies().array(withScores ? found.size() * 2 : found.size());
        found.forEach(scored -> reply(s, scored, withScores));
    }

    private static void reply(Session s, SortedMembers.Scored scored, boolean withScore) {
        s.replies().bulk(scored.member());
        if (withScore) {
            s.replies().bulk(Numbers.real(scored.score()));
        }
    }

    private static void size(Command c, Session s) throws CommandException {
        SortedMembers members = s.db().sorted(c.arg(1));
        s.replies().integer(members == null ? 0 : members.size());
    }
}
