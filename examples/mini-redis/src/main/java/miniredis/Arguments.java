package miniredis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line: a command, numbers, and options that take a value each. */
record Arguments(String command, List<Integer> numbers, Map<String, String> options) {
    private static final Set<String> NUMBERS =
            Set.of("--port", "--tls-port", "--max-clients", "--workers");
    private static final Set<String> TEXTS =
            Set.of(
                    "--appendonly",
                    "--appendfilename",
                    "--dir",
                    "--appendfsync",
                    "--unixsocket",
                    "--tls-cert-file",
                    "--tls-key-file",
                    "--tls-ca-cert-file",
                    "--tls-auth-clients");

    /**
     * @throws IllegalArgumentException with a message for the user
     */
    static Arguments parse(String[] args, String defaultCommand) {
        String command = defaultCommand;
        List<Integer> numbers = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            boolean number = NUMBERS.contains(arg);
            if (number || TEXTS.contains(arg)) {
                if (++i == args.length) {
                    throw new IllegalArgumentException(arg + " needs a value");
                }
                if (number) {
                    number(args[i]);
                }
                options.put(arg, args[i]);
            } else if (arg.startsWith("-")) {
                throw new IllegalArgumentException("unknown option " + arg);
            } else if (i == 0) {
                command = arg;
            } else {
                numbers.add(number(arg));
            }
        }
        return new Arguments(command, numbers, options);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + " is not a number", e);
        }
    }

    int number(int index, int otherwise) {
        return numbers.size() > index ? numbers.get(index) : otherwise;
    }

    int option(String name, int otherwise) {
        String text = option(name);
        return text == null ? otherwise : number(text);
    }

    @Nullable String option(String name) {
        return options.get(name);
    }

    String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    /** The option's value as one of {@code E}, in any case. */
    <E extends Enum<E>> E option(String name, E otherwise) {
        String text = option(name);
        if (text == null) {
            return otherwise;
        }
        for (E one : otherwise.getDeclaringClass().getEnumConstants()) {
            if (one.name().equalsIgnoreCase(text)) {
                return one;
            }
        }
        throw new IllegalArgumentException(text + " is no value of " + name);
    }
}
