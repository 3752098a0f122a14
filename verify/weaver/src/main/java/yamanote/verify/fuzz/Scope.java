package yamanote.verify.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a piece of generated code may name and where it may jump to. */
final class Scope {
    record Variable(String name, Type type, boolean fixed) {}

    private final List<Variable> variables = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();

    /** The type a {@code return} gives; null where there must be none. */
    private Type returns;

    private int lambdas;

    /** The scope of a whole body that returns {@code type}. */
    static Scope ofBody(Type type) {
        var scope = new Scope();
        scope.returns = type;
        return scope;
    }

    /** A block inside this scope. */
    Scope block() {
        var inner = new Scope();
        inner.variables.addAll(variables);
        inner.labels.addAll(labels);
        inner.returns = returns;
        inner.lambdas = lambdas;
        return inner;
    }

    /** The body of a loop with a label. */
    Scope loop(String label) {
        Scope inner = block();
        inner.labels.add(label);
        return inner;
    }

    /** A block of a switch expression: nothing may jump out of it. */
    Scope sealed() {
        Scope inner = block();
        inner.labels.clear();
        inner.returns = null;
        return inner;
    }

    /** The guard of a case: it sees locals that are final and assigns to nothing outside. */
    Scope guard() {
        Scope inner = sealed();
        inner.variables.removeIf(v -> !v.fixed());
        return inner;
    }

    /** The body of a lambda: only fields and what is final can be seen. */
    Scope lambda(Type type) {
        Scope inner = sealed();
        inner.variables.removeIf(v -> !v.fixed() && !v.name().startsWith("this."));
        inner.returns = type;
        inner.lambdas = lambdas + 1;
        return inner;
    }

    void add(String name, Type type, boolean fixed) {
        variables.add(new Variable(name, type, fixed));
    }

    Type returns() {
        return returns;
    }

    int lambdas() {
        return lambdas;
    }

    /** Some variable of the type, or null. */
    Variable any(RandomGenerator random, Type type, boolean assignable) {
        List<Variable> fit =
                variables.stream()
                        .filter(v -> v.type() == type && !(assignable && v.fixed()))
                        .toList();
        return fit.isEmpty() ? null : fit.get(random.nextInt(fit.size()));
    }

    /** Some label of an enclosing loop, or null. */
    String anyLabel(RandomGenerator random) {
        return labels.isEmpty() ? null : labels.get(random.nextInt(labels.size()));
    }
}
