package miniredis;

import java.util.HashSet;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** SADD, SREM, SMEMBERS, SPOP. */
final class SetCommands {
    private SetCommands() {}

    static void addTo(Commands commands) {
        commands.addWrite("SADD", 3, Commands.ANY, SetCommands::add);
        commands.addWrite("SREM", 3, Commands.ANY, SetCommands::remove);
        commands.add("SMEMBERS", 2, 2, SetCommands::members);
        commands.add("SISMEMBER", 3, 3, SetCommands::isMember);
        commands.add("SCARD", 2, 2, SetCommands::size);
        commands.addWrite("SPOP", 2, Commands.ANY, SetCommands::pop);
    }

    private static void add(Command c, Session s) throws CommandException {
        HashSet<Slice> members = s.db().membersOrNew(c.arg(1));
        int added = 0;
        for (int i = 2; i < c.size(); i++) {
            if (!members.contains(c.arg(i))) {
                members.add(c.arg(i).copy());
                added++;
            }
        }
        if (added > 0) {
            s.db().journal().add(c);
        }
        s.replies().integer(added);
    }

    private static void remove(Command c, Session s) throws CommandException {
        HashSet<Slice> members = s.db().members(c.arg(1));
        int removed = 0;
        for (int i = 2; members != null && i < c.size(); i++) {
            if (members.remove(c.arg(i))) {
                removed++;
            }
        }
        if (removed > 0) {
            s.db().removeIfEmpty(c.arg(1));
            s.db().journal().add(c);
        }
        s.replies().integer(removed);
    }

    private static void members(Command c, Session s) throws CommandException {
        HashSet<Slice> members = s.db().members(c.arg(1));
        s.replies().array(members == null ? 0 : members.size());
        if (members != null) {
            members.forEach(s.replies()::bulk);
        }
    }

    private static void isMember(Command c, Session s) throws CommandException {
        HashSet<Slice> members = s.db().members(c.arg(1));
        s.replies().integer(members != null && members.contains(c.arg(2)) ? 1 : 0);
    }

    private static void size(Command c, Session s) throws CommandException {
        HashSet<Slice> members = s.db().members(c.arg(1));
        s.replies().integer(members == null ? 0 : members.size());
    }

    /** Takes members in the order of the table, which is arbitrary, not random. */
    private static void pop(Command c, Session s) throws CommandException {
        if (c.size() > 3) {
            throw CommandException.syntax();
        }
        long count = c.size() == 3 ? c.count(2) : 1;
        HashSet<Slice> members = s.db().members(c.arg(1));
        if (c.size() == 2) {
            s.replies().bulk(members == null ? null : takeOne(c, s, members));
        } else {
            int n = members == null ? 0 : (int) Math.min(count, members.size());
            s.replies().array(n);
            for (int i = 0; members != null && i < n; i++) {
                s.replies().bulk(takeOne(c, s, members));
            }
        }
        s.db().removeIfEmpty(c.arg(1));
    }

    private static @Nullable Slice takeOne(Command c, Session s, HashSet<Slice> members) {
        Iterator<Slice> all = members.iterator();
        if (!all.hasNext()) {
            return null;
        }
        Slice member = all.next();
        all.remove();
        s.db().journal().add("SREM", c.arg(1), member);
        return member;
    }
}
