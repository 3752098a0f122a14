package miniredis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random commands over a few keys, so that they meet values of every type, wrong arguments and
 * missing ones among them. The same seed gives the same script.
 */
final class RandomScript {
    private static final String[] KEYS = {"a", "b", "c", "d", "e"};
    private static final String[] VALUES = {
        "", "x", "hello", "0", "17", "-5", "a\r\nb", "\0\u00ff"
    };
    private static final String[] INTEGERS = {
        "0",
        "1",
        "2",
        "-1",
        "-2",
        "-100",
        "100",
        "+1",
        "01",
        " 1",
        "abc",
        "",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "1.5"
    };
    private static final String[] SCORES = {
        "0", "1", "-1", "1.5", "0.25", "1e3", "inf", "-inf", "+inf", "nan", "abc", "", "1e20", "2f"
    };

    private final Random random;

    RandomScript(long seed) {
        random = new Random(seed);
    }

    List<String[]> commands(int count) {
        List<String[]> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(command().toArray(String[]::new));
        }
        return commands;
    }

    private List<String> command() {
        List<String> parts = new ArrayList<>();
        switch (random.nextInt(16)) {
            case 0, 1 -> {
                one(parts, "GET", "STRLEN", "INCR", "DECR", "TYPE", "TTL", "PERSIST", "LLEN");
                key(parts);
            }
            case 2 -> {
                one(parts, "SMEMBERS", "HGETALL", "SCARD", "HLEN", "ZCARD", "LPOP", "RPOP");
                key(parts);
            }
            case 3 -> set(parts);
            case 4 -> {
                one(parts, "DEL", "EXISTS", "MGET", "UNLINK");
                several(parts, KEYS);
            }
            case 5 -> {
                one(parts, "INCRBY", "DECRBY", "LPOP", "RPOP", "EXPIRE", "PEXPIRE", "ZPOPMIN");
                key(parts);
                one(parts, INTEGERS);
                longAgoOrFarAway(parts);
            }
            case 6 -> {
                one(parts, "APPEND", "HGET", "SISMEMBER", "HDEL", "SREM");
                key(parts);
                one(parts, VALUES);
            }
            case 7, 8 -> {
                one(parts, "LPUSH", "RPUSH", "SADD", "SREM", "HDEL");
                key(parts);
                several(parts, VALUES);
            }
            case 9 -> {
                one(parts, "HSET", "MSET");
                key(parts);
                several(parts, VALUES);
            }
            case 10, 11 -> {
                one(parts, "LRANGE", "ZRANGE");
                key(parts);
                one(parts, INTEGERS);
                one(parts, INTEGERS);
                if (parts.getFirst().equals("ZRANGE") && random.nextBoolean()) {
                    one(parts, "WITHSCORES", "withscores", "scores");
                }
            }
            case 12, 13 -> {
                parts.add("ZADD");
                key(parts);
                for (int i = random.nextInt(3); i >= 0; i--) {
                    one(parts, SCORES);
                    one(parts, VALUES);
                }
            }
            case 14 -> {
                one(parts, "BLPOP", "BRPOP");
                several(parts, KEYS);
                one(parts, "0.01", "0.001", "-1", "abc", "nan", " 1", "");
            }
            default -> {
                one(
                        parts,
                        "KEYS",
                        "DBSIZE",
                        "PING",
                        "ECHO",
                        "SPOP",
                        "nonsense",
                        "pInG",
                        "FLUSHALL");
                several(parts, "*", "?", "[a-c]", "[^a]", "\\a", "x");
                if (parts.getFirst().equals("FLUSHALL") && random.nextInt(4) != 0) {
                    parts.set(0, "DBSIZE");
                }
            }
        }
        if (random.nextInt(30) == 0) {
            parts.removeLast();
        } else if (random.nextInt(30) == 0) {
            parts.add("surplus");
        }
        if (parts.isEmpty()) {
            parts.add("PING");
        }
        return parts;
    }

    private void set(List<String> parts) {
        parts.add("SET");
        key(parts);
        one(parts, VALUES);
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            one(parts, "NX", "xx", "GET", "KEEPTTL", "EX", "px", "bad");
            if (parts.getLast().length() == 2 && random.nextBoolean()) {
                one(parts, "100000", "0", "-1", "abc", "9223372036854775807");
                longAgoOrFarAway(parts);
            }
        }
    }

    /** A deadline that might come while the script runs would make the two servers differ. */
    private void longAgoOrFarAway(List<String> parts) {
        boolean isDeadline = parts.getFirst().endsWith("EXPIRE") || parts.getFirst().equals("SET");
        if (isDeadline && parts.getLast().matches("1|2|100|100000")) {
            parts.set(parts.size() - 1, parts.getLast() + "000000");
        }
    }

    private void key(List<String> parts) {
        one(parts, KEYS);
    }

    private void one(List<String> parts, String... of) {
        parts.add(of[random.nextInt(of.length)]);
    }

    private void several(List<String> parts, String... of) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            one(parts, of);
        }
    }
}
