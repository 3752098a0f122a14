package miniredis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line: a command, numbers, and options that take a number each. */
record Arguments(String command, List<Integer> numbers, Map<String, Integer> options) {
    private static final Set<String> OPTIONS = Set.of("--port", "--max-clients", "--workers");

    /**
     * @throws IllegalArgumentException with a message for the user
     */
    static Arguments parse(String[] args, String defaultCommand) {
        String command = defaultCommand;
        List<Integer> numbers = new ArrayList<>();
        Map<String, Integer> options = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (OPTIONS.contains(arg)) {
                if (++i == args.length) {
                    throw new IllegalArgumentException(arg + " needs a number");
                }
                options.put(arg, number(args[i]));
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
        return options.getOrDefault(name, otherwise);
    }
}
