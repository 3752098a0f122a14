package miniredis;

import java.util.HashMap;
import java.util.LinkedHashSet;

/** Who has subscribed to which channel. Guarded by the lock of {@link Db}. */
final class PubSub {
    private final HashMap<Slice, LinkedHashSet<Subscriber>> subscribers = new HashMap<>();

    void add(Slice channel, Subscriber subscriber) {
        subscribers.computeIfAbsent(channel, c -> new LinkedHashSet<>()).add(subscriber);
    }

    void remove(Slice channel, Subscriber subscriber) {
        LinkedHashSet<Subscriber> of = subscribers.get(channel);
        if (of != null && of.remove(subscriber) && of.isEmpty()) {
            subscribers.remove(channel);
        }
    }

    /** Gives the message to every subscriber and returns how many there are. */
    int publish(Slice channel, Slice message) {
        LinkedHashSet<Subscriber> of = subscribers.get(channel);
        if (of == null) {
            return 0;
        }
        Message copy = new Message(channel.copy(), message.copy());
        for (Subscriber subscriber : of) {
            subscriber.deliver(copy);
        }
        return of.size();
    }

    /** A message on its way to a subscriber. */
    record Message(Slice channel, Slice body) {
        int length() {
            return channel.length() + body.length();
        }

        void writeTo(Replies replies) {
            replies.array(3);
            replies.bulk("message");
            replies.bulk(channel);
            replies.bulk(body);
        }
    }
}
