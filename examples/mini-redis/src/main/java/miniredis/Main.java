package miniredis;

import static yamanote.Async.async;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.RuntimeBuilder;

/** The three things that the example does; {@link #USAGE} says how to ask for them. */
final class Main {
    private static final String USAGE =
            """
            usage: demo  [seconds] [connections] [--workers N]
                   serve [--port N] [--max-clients N] [--workers N]
                   stuck [--workers N]
            --workers N: a multi-thread runtime; without it everything runs on one thread\
            """;

    private Main() {}

    public static void main(String[] args) throws Exception {
        try {
            run(Arguments.parse(args, "demo"));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            System.exit(2);
        }
    }

    private static void run(Arguments args) throws Exception {
        int workers = args.option("--workers", 0);
        switch (args.command()) {
            case "demo" -> Demo.run(args.number(0, 10), args.number(1, 1000), workers);
            case "serve" -> serve(options(args), workers);
            case "stuck" -> System.exit(StuckDemo.run(args.option("--workers", 2)) ? 0 : 1);
            default -> throw new IllegalArgumentException("unknown command " + args.command());
        }
    }

    private static Options options(Arguments args) {
        Options usual = Options.onLoopback(args.option("--port", 6379));
        return new Options(
                usual.address(),
                args.option("--max-clients", usual.maxClients()),
                usual.maxRequest(),
                usual.drainLimit());
    }

    /**
     * A runtime with so many workers; with 0, one that runs on the thread inside blockOn. That is
     * the default: commands are short and exclude each other, so a thread does all that there is to
     * do in parallel but reading and writing sockets, for the least CPU time a request.
     */
    static RuntimeBuilder runtime(int workers) {
        return workers == 0
                ? AsyncRuntime.currentThread()
                : AsyncRuntime.multiThread().workerThreads(workers);
    }

    /** Serves until Ctrl-C, SIGTERM or SHUTDOWN. */
    private static void serve(Options options, int workers) throws Exception {
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
        try (var runtime = runtime(workers).build()) {
            Runtime.getRuntime().addShutdownHook(onSignal);
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
