package miniredis;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** PING, ECHO, INFO and what clients ask of a server before they begin. */
final class ServerCommands {
    private ServerCommands() {}

    static void addTo(Commands commands) {
        commands.addForSubscribed("PING", 1, 2, ServerCommands::ping);
        commands.addForSubscribed("QUIT", 1, Commands.ANY, ServerCommands::quit);
        commands.add("ECHO", 2, 2, (c, s) -> s.replies().bulk(c.arg(1)));
        commands.add("SELECT", 2, 2, ServerCommands::select);
        commands.add("CLIENT", 2, Commands.ANY, ServerCommands::client);
        commands.add("COMMAND", 1, Commands.ANY, ServerCommands::command);
        commands.add("CONFIG", 2, Commands.ANY, ServerCommands::config);
        commands.add("INFO", 1, Commands.ANY, ServerCommands::info);
        commands.add("BGREWRITEAOF", 1, 1, ServerCommands::rewriteLog);
        commands.add("SHUTDOWN", 1, 2, ServerCommands::shutdown);
    }

    private static void ping(Command c, Session s) {
        Replies replies = s.replies();
        if (s.subscriber().isActive()) {
            replies.array(2);
            replies.bulk("pong");
            replies.bulk(c.size() == 2 ? c.arg(1) : Slice.of(""));
        } else if (c.size() == 2) {
            replies.bulk(c.arg(1));
        } else {
            replies.pong();
        }
    }

    private static void quit(Command c, Session s) {
        s.replies().ok();
        s.closeAfterReply();
    }

    private static void select(Command c, Session s) throws CommandException {
        if (c.integer(1) != 0) {
            throw new CommandException("ERR DB index is out of range");
        }
        s.replies().ok();
    }

    private static void client(Command c, Session s) throws CommandException {
        if (c.is(1, "ID")) {
            s.replies().integer(s.id());
        } else if (c.is(1, "GETNAME")) {
            String name = s.info().clientName(s.id());
            s.replies().bulk(name == null ? "" : name);
        } else if (c.is(1, "SETNAME") && c.size() == 3) {
            s.info().clientName(s.id(), c.arg(2).toString());
            s.replies().ok();
        } else if (c.is(1, "SETINFO") && c.size() == 4) {
            s.replies().ok();
        } else {
            throw unknownSubcommand(c);
        }
    }

    private static CommandException unknownSubcommand(Command c) {
        return new CommandException(
                "ERR unknown subcommand or wrong number of arguments for '" + c.arg(1) + "'");
    }

    private static void command(Command c, Session s) throws CommandException {
        var names = s.info().commands().names();
        if (c.size() == 1) {
            s.replies().array(names.size());
            names.forEach(s.replies()::bulk);
        } else if (c.is(1, "COUNT")) {
            s.replies().integer(names.size());
        } else if (c.is(1, "DOCS")) {
            s.replies().array(0);
        } else {
            throw unknownSubcommand(c);
        }
    }

    private static void config(Command c, Session s) throws CommandException {
        if (!c.is(1, "GET") || c.size() < 3) {
            throw unknownSubcommand(c);
        }
        // These two are what redis-benchmark asks for.
        int known = 0;
        for (int i = 2; i < c.size(); i++) {
            known += setting(c, s, i) == null ? 0 : 1;
        }
        s.replies().array(known * 2);
        for (int i = 2; i < c.size(); i++) {
            String value = setting(c, s, i);
            if (value != null) {
                s.replies().bulk(c.arg(i));
                s.replies().bulk(value);
            }
        }
    }

    private static @Nullable String setting(Command c, Session s, int index) {
        if (c.is(index, "APPENDONLY")) {
            return s.info().isLogged() ? "yes" : "no";
        }
        return c.is(index, "SAVE") ? "" : null;
    }

    private static void info(Command c, Session s) {
        ServerInfo info = s.info();
        String text =
                """
                # Server
                redis_version:7.0.0
                redis_mode:standalone
                process_id:%d
                tcp_port:%d
                uptime_in_seconds:%d
                # Clients
                connected_clients:%d
                blocked_clients:%d
                # Persistence
                aof_enabled:%d
                aof_last_write_status:%s
                # Stats
                total_commands_processed:%d
                # Keyspace
                db0:keys=%d
                """
                        .formatted(
                                ProcessHandle.current().pid(),
                                info.port(),
                                info.secondsUp(),
                                info.clients(),
                                info.blockedClients(),
                                info.isLogged() ? 1 : 0,
                                info.writeFailure() == null ? "ok" : "err",
                                info.commandsDone(),
                                s.db().size())
                        .replace("\n", "\r\n");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        s.replies().bulk(new Slice(bytes, 0, bytes.length));
    }

    private static void rewriteLog(Command c, Session s) throws CommandException {
        if (!s.info().isLogged()) {
            throw new CommandException(
                    "ERR there is no append-only file: start with --appendonly yes");
        }
        s.info().rewriteLog();
        s.replies().simple("Background append only file rewriting started");
    }

    private static void shutdown(Command c, Session s) {
        s.info().shutdown();
        s.closeAfterReply();
    }
}
