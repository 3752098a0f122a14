"""Echo, plain and over TLS: CPU time of the server a round trip, and what it allocates."""

import statistics

import servers
from table import progress

WARM_MS = 300


def run(args, report):
    servers.make_keys()
    report.note(servers.flags(servers.STEADY_HEAP))
    report.note(f"{args.rounds} rounds of {args.seconds:g} s, the servers in turn, after {args.warm:g} s of warm-up; "
                f"{args.connections} connections")
    names = servers.chosen(args)
    for size in args.sizes:
        running = []
        try:
            for name in names:
                running.append(servers.Server(name, size, servers.STEADY_HEAP))
            results = _measure(running, size, args)
        finally:
            for server in running:
                server.close()
        _print(names, results, size, args, report)


def _measure(running, size, args):
    tls = ["tls"] if args.names is servers.TLS else []

    def once(server, warm, millis):
        """(CPU µs, user µs, trips, trips/s, p50 µs, p99 µs) a round trip, and bytes a round trip."""
        with server.load(args.connections, size, warm, millis, *tls) as load:
            assert load.line() == "begin"
            before = server.ask("allocated")
            figures = [float(x) for x in load.line().split("\t")]
            after = server.ask("allocated")
        return figures + [None if before is None else (after - before) / figures[2]]

    for server in running:
        progress(f"{size} bytes: warming up {server.name}")
        if server.is_jvm:
            once(server, 0, round(args.warm * 1000))
        server.pin()
    results = {server.name: [] for server in running}
    for n in range(args.rounds):
        for server in running:
            progress(f"{size} bytes: {server.name}, round {n + 1} of {args.rounds}")
            results[server.name].append(once(server, WARM_MS, round(args.seconds * 1000)))
    progress("")
    return results


def _print(names, results, size, args, report):
    first = names[0]
    rows = []
    for name in names:
        cpu, user, _, rate, p50, p99, allocated = zip(*results[name])
        base = [r[0] for r in results[first]]
        middle = statistics.median
        rows.append([
            name, f"{min(cpu):.2f}", f"{middle(cpu):.2f}", f"{middle(user):.2f}",
            "-" if allocated[0] is None else f"{middle(allocated):.2f}",
            f"{middle(rate):.0f}", f"{middle(p50):.0f}", f"{middle(p99):.0f}",
            f"{min(cpu) / min(base):.2f}", f"{middle(cpu) / middle(base):.2f}",
        ])
    report.table(
        [f"{size} bytes", "CPU µs/trip best", "median", "user", "heap B/trip", "trips/s", "p50 µs", "p99 µs",
         f"CPU v {first}: best", "median"], rows)
