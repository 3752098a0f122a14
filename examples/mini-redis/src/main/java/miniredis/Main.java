package miniredis;

import static yamanote.Async.async;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import yamanote.runtime.AsyncRuntime;

/** {@code serve [--port N] [--max-clients N]}, or {@code demo [seconds] [connections]}. */
final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        String what = args.length == 0 ? "serve" : args[0];
        switch (what) {
            case "serve" -> serve(options(args));
            case "demo" -> Demo.run(number(args, 1, 10), number(args, 2, 1000));
            default -> usage("unknown command " + what);
        }
    }

    private static int number(String[] args, int index, int otherwise) {
        return args.length > index ? Integer.parseInt(args[index]) : otherwise;
    }

    private static Options options(String[] args) {
        Options options = Options.onLoopback(6379);
        int port = options.address().getPort();
        int maxClients = options.maxClients();
        for (int i = 1; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                usage(args[i] + " needs a number");
            }
            switch (args[i]) {
                case "--port" -> port = Integer.parseInt(args[i + 1]);
                case "--max-clients" -> maxClients = Integer.parseInt(args[i + 1]);
                default -> usage("unknown option " + args[i]);
            }
        }
        Options at = Options.onLoopback(port);
        return new Options(at.address(), maxClients, at.maxRequest(), at.drainLimit());
    }

    private static void usage(String problem) {
        System.err.println(problem);
        System.err.println(
                "usage: serve [--port N] [--max-clients N] | demo [seconds] [connections]");
        System.exit(2);
    }

    /** Serves until Ctrl-C, SIGTERM or SHUTDOWN. */
    private static void serve(Options options) throws Exception {
        Server server = new Server(options);
        CountDownLatch ended = new CountDownLatch(1);
        Thread onSignal =
                new Thread(
                        () -> {
                            server.shutdown();
                            try {
                                ended.await(options.drainLimit().toSeconds() + 2, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "mini-redis-shutdown");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.spawn(
                    async(() -> {
                        int port = server.bound().await();
                        IO.println("mini-redis is ready on port " + port);
                    }));
            runtime.blockOn(server.run());
        } finally {
            ended.countDown();
        }
    }
}
