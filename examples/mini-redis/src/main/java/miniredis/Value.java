package miniredis;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;

/** What a key holds. */
sealed interface Value {
    /** The word that TYPE answers. */
    String type();

    /** Whether nothing is left in it: then the key goes. */
    boolean isEmpty();

    record Text(Slice bytes) implements Value {
        @Override
        public String type() {
            return "string";
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }

    record Items(ArrayDeque<Slice> items) implements Value {
        @Override
        public String type() {
            return "list";
        }

        @Override
        public boolean isEmpty() {
            return items.isEmpty();
        }
    }

    record Fields(HashMap<Slice, Slice> fields) implements Value {
        @Override
        public String type() {
            return "hash";
        }

        @Override
        public boolean isEmpty() {
            return fields.isEmpty();
        }
    }

    record Members(HashSet<Slice> members) implements Value {
        @Override
        public String type() {
            return "set";
        }

        @Override
        public boolean isEmpty() {
            return members.isEmpty();
        }
    }

    record Sorted(SortedMembers members) implements Value {
        @Override
        public String type() {
            return "zset";
        }

        @Override
        public boolean isEmpty() {
            return members.size() == 0;
        }
    }
}
