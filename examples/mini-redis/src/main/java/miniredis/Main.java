package miniredis;

import static yamanote.Async.async;
import static yamanote.Async.select;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.RuntimeBuilder;
import yamanote.signal.Signal;

/** The three things that the example does; {@link #USAGE} says how to ask for them. */
final class Main {
    private static final String USAGE =
            """
            usage: demo  [seconds] [connections] [--workers N]
                   serve [--port N] [--unixsocket PATH] [--max-clients N] [--workers N]
                         [--appendonly yes|no] [--appendfilename NAME] [--dir FOLDER]
                         [--appendfsync always|everysec|no]
                         [--tls-port N --tls-cert-file PEM --tls-key-file PEM]
                         [--tls-ca-cert-file PEM] [--tls-auth-clients yes|no|optional]
                   stuck [--workers N]
            --workers N: a multi-thread runtime; without it everything runs on one thread\
            """;

    private enum YesNo {
        YES,
        NO
    }

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
        String unixSocket = args.option("--unixsocket");
        return usual.maxClients(args.option("--max-clients", usual.maxClients()))
                .log(log(args))
                .unixSocket(unixSocket == null ? null : Path.of(unixSocket))
                .tls(tls(args));
    }

    private static @Nullable TlsOptions tls(Arguments args) {
        if (args.option("--tls-port") == null) {
            return null;
        }
        String certificate = args.option("--tls-cert-file");
        String key = args.option("--tls-key-file");
        if (certificate == null || key == null) {
            throw new IllegalArgumentException(
                    "--tls-port needs --tls-cert-file and --tls-key-file");
        }
        String authorities = args.option("--tls-ca-cert-file");
        return new TlsOptions(
                Options.loopback(args.option("--tls-port", 0)),
                Path.of(certificate),
                Path.of(key),
                authorities == null ? null : Path.of(authorities),
                args.option("--tls-auth-clients", TlsOptions.ClientAuth.YES));
    }

    private static AppendOnlyFile.@Nullable Settings log(Arguments args) {
        if (args.option("--appendonly", YesNo.NO) == YesNo.NO) {
            return null;
        }
        return new AppendOnlyFile.Settings(
                Path.of(args.option("--dir", "."))
                        .resolve(args.option("--appendfilename", "appendonly.aof")),
                args.option("--appendfsync", AppendOnlyFile.Sync.EVERYSEC));
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
        try (var runtime = runtime(workers).build()) {
            runtime.spawn(shutDownOnSignal(server));
            runtime.spawn(
                    async(() -> {
                        int port = server.bound().await();
                        if (options.tls() != null) {
                            IO.println("TLS on port " + server.tlsPort());
                        }
                        IO.println("mini-redis is ready on port " + port);
                    }));
            runtime.blockOn(server.run());
        }
    }

    private static Future<@Nullable Void> shutDownOnSignal(Server server) {
        return async(() -> {
            select(Signal.ctrlC(), Signal.terminate()).await();
            server.shutdown();
        });
    }
}
