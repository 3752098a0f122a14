package yamanote.verify.fuzz;

import java.util.random.RandomGenerator;

/** Writes random expressions of a wanted type; about a third of their nodes are awaits. */
final class ExpressionMaker {
    private final RandomGenerator random;
    private final Generator generator;

    ExpressionMaker(RandomGenerator random, Generator generator) {
        this.random = random;
        this.generator = generator;
    }

    /** Some type. */
    Type type() {
        return Type.values()[random.nextInt(Type.values().length)];
    }

    /** An expression that is no constant to javac, in parentheses where it needs them. */
    String make(Type type, Scope scope, int depth) {
        if (depth <= 0) {
            return leaf(type, scope);
        }
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> await(type, scope, depth - 1);
            case 3 -> leaf(type, scope);
            case 4 -> conditional(type, scope, depth - 1);
            case 5 -> rare(type, scope, depth - 1);
            default -> operation(type, scope, depth - 1);
        };
    }

    private String leaf(Type type, Scope scope) {
        var variable = scope.any(random, type, false);
        return variable != null && random.nextInt(5) != 0 ? variable.name() : literal(type);
    }

    private String literal(Type type) {
        int n = random.nextInt(10);
        return switch (type) {
            case INT -> random.nextBoolean() ? "env.next()" : Integer.toString(n);
            case LONG -> n + "L";
            case DOUBLE -> n + ".5";
            case BOOL -> "(env.next() % 2 == " + n % 2 + ")";
            case STRING -> "\"s" + n + "\"";
            case INTS -> "new int[] {" + n + ", 2, 3}";
            case OBJECT -> n == 0 ? "(Object) null" : "(Object) \"o" + n + "\"";
        };
    }

    String await(Type type, Scope scope, int depth) {
        String value = make(type, scope, depth);
        return switch (random.nextInt(60)) {
            case 0 -> "env.<" + type.boxed + ">failing(\"f" + random.nextInt(100) + "\").await()";
            case 1, 2, 3 -> "env.typedLeaf(" + value + ").await()";
            case 4, 5, 6 -> "env.subLeaf(" + value + ").await()";
            case 7 -> "env.stubborn(" + value + ").await()";
            case 8, 9, 10, 11, 12 -> child(type, scope, depth);
            case 13, 14, 15, 16, 17, 18 -> nested(type, scope, depth);
            default -> "env.leaf(" + value + ").await()";
        };
    }

    private String child(Type type, Scope scope, int depth) {
        String method = generator.childOf(type);
        return method == null
                ? "env.leaf(" + leaf(type, scope) + ").await()"
                : method
                        + "("
                        + make(Type.INT, scope, depth - 1)
                        + ", "
                        + make(Type.LONG, scope, depth - 1)
                        + ").await()";
    }

    private String nested(Type type, Scope scope, int depth) {
        if (scope.lambdas() > 2) {
            return "env.leaf(" + leaf(type, scope) + ").await()";
        }
        Scope inner = scope.lambda(type);
        if (random.nextBoolean()) {
            String body = make(type, inner, depth);
            return "Fuzz.<" + type.boxed + ">of(() -> " + body + ").await()";
        }
        return "Fuzz.<"
                + type.boxed
                + ">of(() -> {\n"
                + generator.block(inner, 1)
                + "return "
                + make(type, inner, depth)
                + ";\n}).await()";
    }

    private String conditional(Type type, Scope scope, int depth) {
        if (random.nextInt(3) > 0) {
            return "("
                    + make(Type.BOOL, scope, depth)
                    + " ? "
                    + make(type, scope, depth)
                    + " : "
                    + make(type, scope, depth)
                    + ")";
        }
        Scope arm = scope.sealed();
        return "(switch (Math.floorMod("
                + make(Type.INT, scope, depth)
                + ", 3)) {\ncase 0 -> "
                + make(type, scope.sealed(), depth)
                + ";\ncase 1 -> {\n"
                + generator.block(arm, 1)
                + "yield Fuzz.same("
                + make(type, arm, depth)
                + ");\n}\ndefault -> "
                + make(type, scope.sealed(), depth)
                + ";\n})";
    }

    /** Assignments inside expressions, casts, calls with many arguments. */
    private String rare(Type type, Scope scope, int depth) {
        var variable = scope.any(random, type, true);
        if (variable != null && random.nextBoolean()) {
            boolean adds = type != Type.BOOL && type != Type.INTS && type != Type.OBJECT;
            String operator = adds && random.nextBoolean() ? " += " : " = ";
            return "(" + variable.name() + operator + assigned(type, scope, depth) + ")";
        }
        String picked =
                "new Fuzz.Wide("
                        + make(Type.OBJECT, scope, depth)
                        + ", "
                        + make(Type.LONG, scope, depth)
                        + ", "
                        + make(Type.INT, scope, depth)
                        + ", "
                        + make(Type.DOUBLE, scope, depth)
                        + ")";
        return switch (type) {
            case INT -> picked + ".c()";
            case LONG -> picked + ".b()";
            case DOUBLE -> picked + ".d()";
            case OBJECT -> picked;
            case STRING -> picked + ".toString()";
            case BOOL -> picked + ".equals(" + make(Type.OBJECT, scope, depth) + ")";
            case INTS -> "Fuzz.list(" + make(Type.INT, scope, depth) + ", " + picked + ".c())";
        };
    }

    /** What is assigned; strings are cut, or a loop would double them without end. */
    String assigned(Type type, Scope scope, int depth) {
        String value = make(type, scope, depth);
        return type == Type.STRING ? "Fuzz.cut(" + value + ")" : value;
    }

    private String operation(Type type, Scope scope, int depth) {
        return switch (type) {
            case INT -> intOperation(scope, depth);
            case LONG, DOUBLE -> wideOperation(type, scope, depth);
            case BOOL -> boolOperation(scope, depth);
            case STRING ->
                    "("
                            + make(Type.STRING, scope, depth)
                            + " + "
                            + operand(scope, depth)
                            + (random.nextBoolean() ? "" : " + " + operand(scope, depth))
                            + ")";
            case INTS ->
                    "new int[] {"
                            + make(Type.INT, scope, depth)
                            + ", "
                            + make(Type.INT, scope, depth)
                            + ", "
                            + make(Type.INT, scope, depth)
                            + "}";
            case OBJECT -> "(Object) " + make(type(), scope, depth);
        };
    }

    /** An operand of a concatenation; an array's own text would be another in every run. */
    private String operand(Scope scope, int depth) {
        Type type = type();
        String value = make(type, scope, depth);
        return type == Type.INTS || type == Type.OBJECT ? "Fuzz.text(" + value + ")" : value;
    }

    private String intOperation(Scope scope, int depth) {
        var variable = scope.any(random, Type.INT, true);
        return switch (random.nextInt(9)) {
            case 0 -> element(scope, depth) + (random.nextBoolean() ? "++" : "");
            case 1 -> variable == null ? "env.next()" : variable.name() + "++";
            case 2 -> make(Type.STRING, scope, depth) + ".length()";
            case 3 -> "(int) (long) (" + make(Type.LONG, scope, depth) + ")";
            case 4 ->
                    "Fuzz.mix("
                            + make(Type.INT, scope, depth)
                            + ", "
                            + make(Type.DOUBLE, scope, depth)
                            + ", "
                            + make(Type.LONG, scope, depth)
                            + ")";
            case 5 -> binary(Type.INT, pick("/", "+", "%", "|"), scope, depth);
            default -> binary(Type.INT, pick("+", "-", "*", "&", "^", "<<"), scope, depth);
        };
    }

    private String wideOperation(Type type, Scope scope, int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> "(" + type.text + ") (int) (" + make(Type.INT, scope, depth) + ")";
            case 1 -> "(" + type.text + ") (double) (" + make(Type.DOUBLE, scope, depth) + ")";
            default -> binary(type, pick("+", "-", "*"), scope, depth);
        };
    }

    private String boolOperation(Scope scope, int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> binary(Type.BOOL, pick("&&", "||", "&", "^"), scope, depth);
            case 1 -> "!" + make(Type.BOOL, scope, depth);
            case 2 -> {
                String name = generator.name("p");
                Scope inner = scope.sealed();
                inner.add(name, Type.STRING, true);
                yield "(((Object) "
                        + make(Type.OBJECT, scope, depth)
                        + ") instanceof String "
                        + name
                        + " && "
                        + make(Type.BOOL, inner, depth)
                        + ")";
            }
            case 3 -> binary(Type.LONG, pick("<", ">=", "!="), scope, depth);
            default -> binary(Type.INT, pick("<", ">", "=="), scope, depth);
        };
    }

    private String binary(Type type, String operator, Scope scope, int depth) {
        return "("
                + make(type, scope, depth)
                + " "
                + operator
                + " "
                + make(type, scope, depth)
                + ")";
    }

    /** An element of some array; out of bounds now and then. */
    String element(Scope scope, int depth) {
        var array = scope.any(random, Type.INTS, false);
        String name = array == null ? "Fuzz.list(1, 2)" : array.name();
        int bound = random.nextInt(60) == 0 ? 9 : 2;
        return name + "[Math.floorMod(" + make(Type.INT, scope, depth) + ", " + bound + ")]";
    }

    private String pick(String... all) {
        return all[random.nextInt(all.length)];
    }
}
