package miniredis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that a server holds, in an order of its own, to be compared with another's. */
final class Snapshot {
    private Snapshot() {}

    static SortedMap<String, String> of(Wire client) throws IOException {
        SortedMap<String, String> all = new TreeMap<>();
        for (String key : bulks(client.ask("KEYS", "*"))) {
            String type = client.ask("TYPE", key).strip();
            boolean goes = !client.ask("PTTL", key).equals(":-1\r\n");
            all.put(key, type + (goes ? " with a deadline: " : ": ") + value(client, type, key));
        }
        return all;
    }

    private static String value(Wire client, String type, String key) throws IOException {
        return switch (type) {
            case "+string" -> client.ask("GET", key);
            case "+list" -> client.ask("LRANGE", key, "0", "-1");
            case "+set" -> sorted(client.ask("SMEMBERS", key));
            case "+hash" -> sorted(client.ask("HGETALL", key));
            case "+zset" -> client.ask("ZRANGE", key, "0", "-1", "WITHSCORES");
            default -> throw new AssertionError(type);
        };
    }

    private static String sorted(String reply) {
        return bulks(reply).stream().sorted().toList().toString();
    }

    private static List<String> bulks(String array) {
        List<String> bulks = new ArrayList<>();
        for (int at = array.indexOf('$'); at >= 0 && at < array.length(); ) {
            int text = array.indexOf("\r\n", at) + 2;
            int length = Integer.parseInt(array.substring(at + 1, text - 2));
            bulks.add(array.substring(text, text + length));
            at = text + length + 2;
        }
        return bulks;
    }
}
