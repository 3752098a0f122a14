package miniredis;

import java.util.Comparator;
import java.util.HashMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Members in the order of their scores, then of their bytes. */
final class SortedMembers {
    record Scored(Slice member, double score) {}

    private final HashMap<Slice, Scored> byMember = new HashMap<>();
    private final TreeSet<Scored> inOrder =
            new TreeSet<>(Comparator.comparingDouble(Scored::score).thenComparing(Scored::member));

    int size() {
        return byMember.size();
    }

    /** Whether the member is new. */
    boolean put(Slice member, double score) {
        Scored before = byMember.get(member);
        if (before != null) {
            if (before.score() != score) {
                inOrder.remove(before);
                Scored now = new Scored(before.member(), score);
                byMember.put(before.member(), now);
                inOrder.add(now);
            }
            return false;
        }
        Scored now = new Scored(member.copy(), score);
        byMember.put(now.member(), now);
        inOrder.add(now);
        return true;
    }

    @Nullable Scored pollFirst() {
        Scored first = inOrder.pollFirst();
        if (first != null) {
            byMember.remove(first.member());
        }
        return first;
    }

    Stream<Scored> ascending() {
        return inOrder.stream();
    }
}
