package miniredis;

import static yamanote.Async.async;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import yamanote.future.Future;
import yamanote.runtime.AsyncRuntime;

/** Opens as many connections as told, asks on each, and again when told so by a line. */
final class ManyClients {
    private ManyClients() {}

    public static void main(String[] args) throws Exception {
        var address = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0]));
        int count = Integer.parseInt(args[1]);
        try (var runtime = AsyncRuntime.currentThread().build()) {
            List<Client> clients = new ArrayList<>();
            runtime.blockOn(open(address, count, clients));
            IO.println("open " + clients.size());
            IO.readln();
            runtime.blockOn(askAll(clients));
            IO.println("answered " + clients.size());
            IO.readln();
        }
    }

    private static Future<Void> open(InetSocketAddress address, int count, List<Client> clients) {
        return async(() -> {
            for (int i = 0; i < count; i++) {
                clients.add(Client.connect(address).await());
            }
            askAll(clients).await();
        });
    }

    private static Future<Void> askAll(List<Client> clients) {
        return async(() -> {
            for (Client client : clients) {
                client.write("PING");
                client.flush().await();
            }
            for (Client client : clients) {
                if (!(client.read().await() instanceof Reply.Text(var text)
                        && text.equals("PONG"))) {
                    throw new IllegalStateException("no PONG");
                }
            }
        });
    }
}
