package yamanote.verify.fuzz;

import java.util.random.RandomGenerator;

/** Writes random statements; each can complete normally, as far as javac knows. */
final class StatementMaker {

    private final RandomGenerator random;
    private final Generator generator;
    private final ExpressionMaker expressions;

    StatementMaker(RandomGenerator random, Generator generator, ExpressionMaker expressions) {
        this.random = random;
        this.generator = generator;
        this.expressions = expressions;
    }

    String make(Scope scope, int size) {
        if (size <= 0) {
            return simple(scope);
        }
        return switch (random.nextInt(14)) {
            case 0 -> conditional(scope, size);
            case 1 -> loop(scope, size);
            case 2 -> forEach(scope, size);
            case 3, 4 -> tryStatement(scope, size);
            case 5 -> resources(scope, size);
            case 6 -> switchStatement(scope, size);
            case 7 -> "{\n" + generator.block(scope.block(), size) + "}\n";
            case 8 -> function(scope, size);
            default -> simple(scope);
        };
    }

    private String expression(Type type, Scope scope) {
        return expressions.make(type, scope, 1 + random.nextInt(2));
    }

    private String simple(Scope scope) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> declaration(scope);
            case 3, 4 -> assignment(scope);
            case 5 -> jump(scope);
            case 6 -> "env.log(" + expression(expressions.type(), scope) + ");\n";
            case 7 ->
                    "env.boom("
                            + expression(Type.BOOL, scope)
                            + " && env.next() % 5 == 0, \"b"
                            + random.nextInt(100)
                            + "\");\n";
            default -> expressions.await(expressions.type(), scope, 1) + ";\n";
        };
    }

    private String declaration(Scope scope) {
        Type type = expressions.type();
        String value = expression(type, scope);
        String name = generator.name("v");
        boolean fixed = random.nextInt(3) == 0;
        scope.add(name, type, fixed);
        return (fixed ? "final " : "") + type.text + " " + name + " = " + value + ";\n";
    }

    private String assignment(Scope scope) {
        Type type = expressions.type();
        var variable = scope.any(random, type, true);
        if (variable == null || type == Type.INTS) {
            return expressions.element(scope, 1)
                    + (random.nextBoolean() ? " += " : " = ")
                    + expression(Type.INT, scope)
                    + ";\n";
        }
        boolean adds = type == Type.INT || type == Type.LONG || type == Type.STRING;
        return variable.name()
                + (adds && random.nextBoolean() ? " += " : " = ")
                + expressions.assigned(type, scope, 1 + random.nextInt(2))
                + ";\n";
    }

    /** return, break, continue or throw under a condition that javac cannot know. */
    private String jump(Scope scope) {
        String condition = "if (" + expression(Type.BOOL, scope) + " && env.next() % 7 == 0) ";
        String label = scope.anyLabel(random);
        if (label != null && random.nextInt(3) > 0) {
            return condition + (random.nextBoolean() ? "break " : "continue ") + label + ";\n";
        }
        if (scope.returns() != null && random.nextBoolean()) {
            return condition + "return " + expression(scope.returns(), scope) + ";\n";
        }
        return condition + "throw new Boom(" + expression(Type.STRING, scope) + ");\n";
    }

    private String conditional(Scope scope, int size) {
        return "if ("
                + expression(Type.BOOL, scope)
                + ") {\n"
                + generator.block(scope.block(), size)
                + (random.nextBoolean() ? "} else {\n" + generator.block(scope.block(), size) : "")
                + "}\n";
    }

    private String loop(Scope scope, int size) {
        String label = generator.name("l");
        Scope inner = scope.loop(label);
        String counter = generator.name("i");
        return switch (random.nextInt(3)) {
            case 0 -> {
                inner.add(counter, Type.INT, false);
                yield label
                        + ": for (int "
                        + counter
                        + " = 0; "
                        + counter
                        + " < 3 && env.step(); "
                        + counter
                        + "++) {\n"
                        + generator.block(inner, size)
                        + "}\n";
            }
            case 1 ->
                    label
                            + ": while (env.step() && "
                            + expression(Type.BOOL, scope)
                            + ") {\n"
                            + generator.block(inner, size)
                            + "}\n";
            default ->
                    label
                            + ": do {\n"
                            + generator.block(inner, size)
                            + "} while (env.step() && "
                            + expression(Type.BOOL, scope)
                            + ");\n";
        };
    }

    private String forEach(Scope scope, int size) {
        String array = expression(Type.INTS, scope);
        String label = generator.name("l");
        Scope inner = scope.loop(label);
        String name = generator.name("e");
        inner.add(name, Type.INT, true);
        return label
                + ": for (final int "
                + name
                + " : "
                + array
                + ") {\nif (!env.step()) break;\n"
                + generator.block(inner, size)
                + "}\n";
    }

    private String tryStatement(Scope scope, int size) {
        var text = new StringBuilder("try {\n");
        Scope inner = scope.block();
        text.append(generator.block(inner, size));
        text.append("env.leaf(").append(expression(Type.INT, inner)).append(").await();\n");
        text.append(generator.block(inner, size / 2));
        int kind = random.nextInt(6);
        if (kind < 4) {
            String name = generator.name("x");
            String caught =
                    switch (kind) {
                        case 0 -> "Boom | ArithmeticException";
                        case 1 -> "Boom";
                        case 2 -> "Throwable";
                        default -> "Exception";
                    };
            text.append("} catch (").append(caught).append(" ").append(name).append(") {\n");
            text.append("env.log(").append(name).append(");\n");
            text.append(generator.block(scope.block(), size / 2));
            if (random.nextInt(3) == 0) {
                text.append("if (env.next() % 2 == 0) throw ").append(name).append(";\n");
            }
        }
        if (kind >= 4 || random.nextBoolean()) {
            text.append("} finally {\n").append(generator.block(scope.block(), size / 2));
        }
        return text.append("}\n").toString();
    }

    private String resources(Scope scope, int size) {
        String first = generator.name("r");
        String second = generator.name("r");
        String fails = random.nextInt(4) == 0 ? "true" : "false";
        String open =
                switch (random.nextInt(4)) {
                    case 0 -> "var " + first + " = env.resource(\"" + first + "\", " + fails + ")";
                    case 1 ->
                            "AsyncCloseable "
                                    + first
                                    + " = env.asyncResource(\""
                                    + first
                                    + "\", "
                                    + fails
                                    + ")";
                    case 2 -> "AutoCloseable " + first + " = env.asyncResource(\"" + first + "\")";
                    default ->
                            "var "
                                    + first
                                    + " = env.resource(\""
                                    + first
                                    + "\"); AsyncCloseable "
                                    + second
                                    + " = env.asyncResource("
                                    + expression(Type.STRING, scope)
                                    + ")";
                };
        return "try (" + open + ") {\n" + generator.block(scope.block(), size) + "}\n";
    }

    private String switchStatement(Scope scope, int size) {
        if (random.nextBoolean()) {
            return "switch (Math.floorMod("
                    + expression(Type.INT, scope)
                    + ", 3)) {\ncase 0:\n"
                    + generator.block(scope.block(), size / 2)
                    + (random.nextBoolean() ? "break;\n" : "")
                    + "case 1: {\n"
                    + generator.block(scope.block(), size / 2)
                    + "}\ndefault:\nenv.log(\"default\");\n}\n";
        }
        String name = generator.name("t");
        Scope inner = scope.block();
        inner.add(name, Type.STRING, true);
        return "switch ((Object) "
                + expression(Type.OBJECT, scope)
                + ") {\ncase null -> env.log(\"null\");\ncase String "
                + name
                + " when env.next() > 0 && "
                + expressions.make(Type.BOOL, inner.guard(), 1)
                + " -> {\n"
                + generator.block(inner, size / 2)
                + "}\ncase Integer i"
                + name
                + " -> env.log(i"
                + name
                + ");\ndefault -> {\n"
                + generator.block(scope.block(), size / 2)
                + "}\n}\n";
    }

    private String function(Scope scope, int size) {
        if (scope.lambdas() > 1) {
            return simple(scope);
        }
        Type type = expressions.type();
        Scope inner = scope.lambda(type);
        String argument = generator.name("a");
        inner.add(argument, Type.INT, true);
        String name = generator.name("f");
        return "AsyncFunction<Integer, "
                + type.boxed
                + "> "
                + name
                + " = "
                + argument
                + " -> {\n"
                + generator.block(inner, size / 2)
                + "return "
                + expression(type, inner)
                + ";\n};\nenv.log("
                + name
                + ".start("
                + expression(Type.INT, scope)
                + ").await());\n"
                + (random.nextBoolean() ? name + ".start(7).await();\n" : "");
    }
}
