package yamanote.compiler.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;

/**
 * Which value goes into which field of the machine at each suspension point.
 *
 * <p>Fields are packed anew at every point, by kind, so that a machine has as many as its fullest
 * point needs. A variable keeps its field from point to point where it can. A reference field may
 * save different types at different points; then it is an Object field and a value is cast when it
 * comes back, which is possible only if the class may name that type. Captured values that the body
 * never assigns are not saved, and null is no value.
 */
final class SpillPlan {
    /**
     * One suspension point.
     *
     * @param operands what lies below the awaited future, bottom first
     * @param locals the live variables
     */
    record Point(List<Saved> operands, List<Saved> locals) {
        boolean savesNothing() {
            return operands.stream().allMatch(it -> it.slot() == null)
                    && locals.stream().allMatch(it -> it.slot() == null);
        }
    }

    /** A value that needs a place: type and variable (negative: operand, by depth). */
    private record Key(Object type, int local) {}

    private final List<Saved.Slot> slots = new ArrayList<>();
    private final Map<Key, Saved.Slot> affinity = new HashMap<>();
    private final Map<Integer, Integer> captures;
    private final Predicate<String> canName;

    /**
     * @param captures variables that keep a captured value for the whole body, with its number
     * @param canName whether the class may name a type in a cast
     */
    SpillPlan(Map<Integer, Integer> captures, Predicate<String> canName) {
        this.captures = captures;
        this.canName = canName;
    }

    List<Saved.Slot> slots() {
        return slots;
    }

    /** Plans a point: the types of its operands, and of its live variables by number. */
    Point plan(List<Object> operands, Map<Integer, Object> locals) {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            keys.add(new Key(operands.get(i), -1 - i));
        }
        locals.forEach((local, type) -> keys.add(new Key(type, local)));
        Set<Saved.Slot> taken = new HashSet<>();
        Map<Key, Saved.Slot> places = new HashMap<>();
        for (Key key : keys) {
            Saved.Slot same = needsSlot(key) ? affinity.get(key) : null;
            if (same != null && taken.add(same)) {
                places.put(key, same);
            }
        }
        for (Key key : keys) {
            if (needsSlot(key) && !places.containsKey(key)) {
                Saved.Slot slot = free(key.type, taken);
                taken.add(slot);
                places.put(key, slot);
                affinity.put(key, slot);
            }
        }
        List<Saved> saved =
                keys.stream()
                        .map(key ->
                                new Saved(
                                        key.type,
                                        Math.max(key.local, -1),
                                        captures.getOrDefault(key.local, -1),
                                        places.get(key)))
                        .toList();
        return new Point(
                saved.subList(0, operands.size()), saved.subList(operands.size(), saved.size()));
    }

    private boolean needsSlot(Key key) {
        return key.type != Opcodes.NULL && !captures.containsKey(key.local);
    }

    private Saved.Slot free(Object type, Set<Saved.Slot> taken) {
        char kind = Saved.kind(type);
        String name = type instanceof String it ? it : "";
        Saved.Slot shared = null;
        for (Saved.Slot slot : slots) {
            if (slot.kind != kind || taken.contains(slot)) {
                continue;
            }
            if (kind != Saved.REFERENCE || (!slot.mixed && slot.firstType.equals(name))) {
                return slot;
            }
            if (shared == null && canName.test(name) && canName.test(slot.firstType)) {
                shared = slot;
            }
        }
        if (shared == null) {
            shared =
                    new Saved.Slot(
                            kind, (int) slots.stream().filter(it -> it.kind == kind).count(), name);
            slots.add(shared);
        } else {
            shared.mixed = true;
        }
        return shared;
    }
}
