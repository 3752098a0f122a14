package yamanote.verify.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Writes the source of one random program; the same seed gives the same program. */
public final class Generator {
    private static final int EXPRESSION = 2;

    private record Child(String name, Type type) {}

    private final RandomGenerator random;
    private final ExpressionMaker expressions;
    private final StatementMaker statements;
    private final List<Child> children = new ArrayList<>();
    private int names;

    private Generator(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        expressions = new ExpressionMaker(random, this);
        statements = new StatementMaker(random, this, expressions);
    }

    /** The source of class {@code name} in package {@code fuzz}. */
    public static String program(String name, long seed) {
        return new Generator(seed).program(name);
    }

    private String program(String name) {
        var text = new StringBuilder();
        text.append("package fuzz;\n");
        text.append("import yamanote.future.AsyncCloseable;\n");
        text.append("import yamanote.future.AsyncFunction;\n");
        text.append("import yamanote.future.Future;\n");
        text.append("import yamanote.verify.fuzz.Fuzz;\n");
        text.append("import yamanote.verify.probe.Boom;\n");
        text.append("import yamanote.verify.probe.Env;\n");
        text.append("final class ").append(name).append(" {\n");
        text.append("private final Env env;\n");
        text.append("private int field = 1;\nprivate long wide = 2;\n");
        text.append(name).append("(Env env) { this.env = env; }\n");
        int count = random.nextInt(2);
        for (int i = 0; i < count; i++) {
            Type type = expressions.type();
            String method = name("child");
            text.append(body("private", method, type, "int n, long w"));
            children.add(new Child(method, type));
        }
        text.append(body("private", "body", expressions.type(), "int n, long w"));
        text.append("static Future<?> run(Env env) { return new ").append(name);
        text.append("(env).body(3, 4L); }\n}\n");
        return text.toString();
    }

    private String body(String modifier, String method, Type type, String parameters) {
        Scope scope = Scope.ofBody(type);
        scope.add("n", Type.INT, true);
        scope.add("w", Type.LONG, true);
        scope.add("this.field", Type.INT, false);
        scope.add("this.wide", Type.LONG, false);
        String code =
                block(scope, random.nextInt(2, 9))
                        + "return "
                        + expressions.make(type, scope, EXPRESSION);
        return modifier
                + " Future<"
                + type.boxed
                + "> "
                + method
                + "("
                + parameters
                + ") {\nreturn Fuzz.of(() -> {\n"
                + code
                + ";\n});\n}\n";
    }

    /** Some earlier method whose future gives {@code type}, or null. */
    String childOf(Type type) {
        List<Child> fit = children.stream().filter(c -> c.type() == type).toList();
        return fit.isEmpty() ? null : fit.get(random.nextInt(fit.size())).name();
    }

    /** A fresh name. */
    String name(String prefix) {
        return prefix + ++names;
    }

    /** Some statements; each of them can complete normally. */
    String block(Scope scope, int size) {
        var text = new StringBuilder();
        for (int i = random.nextInt(size + 1); i >= 0; i--) {
            text.append(statements.make(scope, size / 2));
        }
        return text.toString();
    }
}
