package miniredis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The fewest commands that make what a key holds: what a rewritten append-only file consists of.
 */
final class Dump {
    /** Values to a command, as in Redis; even, so that a field stays with its value. */
    private static final int AT_A_TIME = 128;

    private Dump() {}

    static void write(Slice key, Value value, long deadline, Replies to) {
        switch (value) {
            case Value.Text text -> command("SET", key, List.of(text.bytes()), to);
            case Value.Items list -> commands("RPUSH", key, list.items(), to);
            case Value.Members set -> commands("SADD", key, set.members(), to);
            case Value.Fields hash -> commands("HSET", key, pairs(hash), to);
            case Value.Sorted zset -> commands("ZADD", key, pairs(zset), to);
        }
        if (deadline != Db.NEVER) {
            command("PEXPIREAT", key, List.of(Slice.of(Long.toString(deadline))), to);
        }
    }

    private static List<Slice> pairs(Value.Fields hash) {
        List<Slice> pairs = new ArrayList<>();
        hash.fields()
                .forEach((field, value) -> {
                    pairs.add(field);
                    pairs.add(value);
                });
        return pairs;
    }

    private static List<Slice> pairs(Value.Sorted zset) {
        List<Slice> pairs = new ArrayList<>();
        zset.members()
                .ascending()
                .forEach(scored -> {
                    pairs.add(Slice.of(Numbers.real(scored.score())));
                    pairs.add(scored.member());
                });
        return pairs;
    }

    private static void commands(String name, Slice key, Collection<Slice> values, Replies to) {
        List<Slice> all = List.copyOf(values);
        for (int from = 0; from < all.size(); from += AT_A_TIME) {
            command(name, key, all.subList(from, Math.min(from + AT_A_TIME, all.size())), to);
        }
    }

    private static void command(String name, Slice key, List<Slice> values, Replies to) {
        to.array(2 + values.size());
        to.bulk(name);
        to.bulk(key);
        values.forEach(to::bulk);
    }
}
