package miniredis;

/** ZADD, ZPOPMIN, ZRANGE by rank. */
final class SortedSetCommands {
    private SortedSetCommands() {}

    static void addTo(Commands commands) {
        commands.addWrite("ZADD", 4, Commands.ANY, SortedSetCommands::add);
        commands.addWrite("ZPOPMIN", 2, Commands.ANY, SortedSetCommands::popMin);
        commands.add("ZRANGE", 4, Commands.ANY, SortedSetCommands::range);
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
        s.db().journal().add(c);
        s.replies().integer(added);
    }

    private static void popMin(Command c, Session s) throws CommandException {
        if (c.size() > 3) {
            throw CommandException.syntax();
        }
        long count = c.size() == 3 ? c.count(2) : 1;
        SortedMembers members = s.db().sorted(c.arg(1));
        int n = members == null ? 0 : (int) Math.min(count, members.size());
        s.replies().array(n * 2);
        for (int i = 0; members != null && i < n; i++) {
            if (members.pollFirst() instanceof SortedMembers.Scored first) {
                reply(s, first, true);
            }
        }
        if (n > 0) {
            s.db().removeIfEmpty(c.arg(1));
            s.db().journal().add(c);
        }
    }

    private static void range(Command c, Session s) throws CommandException {
        boolean withScores = c.size() == 5;
        if (c.size() > 5 || (withScores && !c.is(4, "WITHSCORES"))) {
            throw CommandException.syntax();
        }
        long start = c.integer(2);
        long stop = c.integer(3);
        SortedMembers members = s.db().sorted(c.arg(1));
        Span span = Span.of(start, stop, members == null ? 0 : members.size());
        s.replies().array(withScores ? span.count() * 2 : span.count());
        if (members != null) {
            members.ascending()
                    .skip(span.from())
                    .limit(span.count())
                    .forEach(scored -> reply(s, scored, withScores));
        }
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
