"""Memory of connections that do nothing."""

import servers
from table import progress


def run(args, report):
    servers.make_keys()
    report.note(servers.flags(servers.SMALL_HEAP))
    report.note(f"{args.connections} connections, 64 bytes there and back over each; after two full collections")
    rows = []
    for name in servers.chosen(args):
        progress(f"{name}: {args.connections} connections")
        rows.append([name, *_measure(name, args.connections)])
    progress("")
    report.table(["server", "heap KiB/connection", "RSS KiB/connection", "RSS MiB before", "RSS MiB with them"], rows)


def _measure(name, connections):
    server = servers.Server(name, 64, servers.SMALL_HEAP)
    try:
        # What the first connections load and compile is not theirs.
        with server.load(64, 64, 1000, 3000) as load:
            load.line(), load.line()
        heap, resident = server.ask("heap"), server.resident_mib()
        with server.load(connections, "idle") as load:
            load.line()
            heap_with, resident_with = server.ask("heap"), server.resident_mib()
    finally:
        server.close()
    return ["-" if heap is None else f"{(heap_with - heap) / 1024 / connections:.2f}",
            f"{(resident_with - resident) * 1024 / connections:.2f}", f"{resident:.0f}", f"{resident_with:.0f}"]
