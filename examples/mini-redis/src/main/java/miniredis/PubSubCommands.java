package miniredis;

/** PUBLISH, SUBSCRIBE, UNSUBSCRIBE. */
final class PubSubCommands {
    private PubSubCommands() {}

    static void addTo(Commands commands) {
        commands.add(
                "PUBLISH",
                3,
                3,
                (c, s) -> s.replies().integer(s.info().pubSub().publish(c.arg(1), c.arg(2))));
        commands.addForSubscribed("SUBSCRIBE", 2, Commands.ANY, PubSubCommands::subscribe);
        commands.addForSubscribed("UNSUBSCRIBE", 1, Commands.ANY, PubSubCommands::unsubscribe);
    }

    private static void subscribe(Command c, Session s) {
        for (int i = 1; i < c.size(); i++) {
            s.subscriber().subscribe(c.arg(i));
            reply(s, "subscribe", c.arg(i));
        }
    }

    private static void unsubscribe(Command c, Session s) {
        for (int i = 1; i < c.size(); i++) {
            s.subscriber().unsubscribe(c.arg(i));
            reply(s, "unsubscribe", c.arg(i));
        }
        if (c.size() == 1) {
            if (!s.subscriber().isActive()) {
                reply(s, "unsubscribe", null);
            }
            for (Slice channel : s.subscriber().channels()) {
                s.subscriber().unsubscribe(channel);
                reply(s, "unsubscribe", channel);
            }
        }
    }

    private static void reply(
            Session s, String kind, @org.jspecify.annotations.Nullable Slice channel) {
        s.replies().array(3);
        s.replies().bulk(kind);
        s.replies().bulk(channel);
        s.replies().integer(s.subscriber().count());
    }
}
