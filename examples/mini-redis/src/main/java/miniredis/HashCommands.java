package miniredis;

import java.util.HashMap;

/** HSET, HGET, HDEL, HGETALL. */
final class HashCommands {
    private HashCommands() {}

    static void addTo(Commands commands) {
        commands.addWrite("HSET", 4, Commands.ANY, HashCommands::set);
        commands.add("HGET", 3, 3, HashCommands::get);
        commands.addWrite("HDEL", 3, Commands.ANY, HashCommands::delete);
        commands.add("HGETALL", 2, 2, HashCommands::getAll);
        commands.add("HLEN", 2, 2, HashCommands::length);
    }

    private static void set(Command c, Session s) throws CommandException {
        if (c.size() % 2 != 0) {
            throw new CommandException("ERR wrong number of arguments for 'hset' command");
        }
        HashMap<Slice, Slice> fields = s.db().fieldsOrNew(c.arg(1));
        int added = 0;
        for (int i = 2; i < c.size(); i += 2) {
            Slice value = c.arg(i + 1).copy();
            if (fields.replace(c.arg(i), value) == null) {
                fields.put(c.arg(i).copy(), value);
                added++;
            }
        }
        s.db().journal().add(c);
        s.replies().integer(added);
    }

    private static void get(Command c, Session s) throws CommandException {
        HashMap<Slice, Slice> fields = s.db().fields(c.arg(1));
        s.replies().bulk(fields == null ? null : fields.get(c.arg(2)));
    }

    private static void delete(Command c, Session s) throws CommandException {
        HashMap<Slice, Slice> fields = s.db().fields(c.arg(1));
        int removed = 0;
        for (int i = 2; fields != null && i < c.size(); i++) {
            if (fields.remove(c.arg(i)) != null) {
                removed++;
            }
        }
        if (removed > 0) {
            s.db().removeIfEmpty(c.arg(1));
            s.db().journal().add(c);
        }
        s.replies().integer(removed);
    }

    private static void getAll(Command c, Session s) throws CommandException {
        HashMap<Slice, Slice> fields = s.db().fields(c.arg(1));
        s.replies().array(fields == null ? 0 : fields.size() * 2);
        if (fields != null) {
            fields.forEach((field, value) -> {
                s.replies().bulk(field);
                s.replies().bulk(value);
            });
        }
    }

    private static void length(Command c, Session s) throws CommandException {
        HashMap<Slice, Slice> fields = s.db().fields(c.arg(1));
        s.replies().integer(fields == null ? 0 : fields.size());
    }
}
