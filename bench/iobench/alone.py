"""What needs no load from outside: one JVM that measures its kinds in turn."""

import statistics
import subprocess

import servers
from table import progress


def _lines(main, *args):
    command = [servers.JAVA, *servers.STEADY_HEAP, *servers.JVM, main, *map(str, args)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [line.split("\t") for line in done.stdout.splitlines()]


def _flags(report):
    report.note(f"JVM: `{' '.join(servers.STEADY_HEAP + servers.JVM[:1])}`")


def wake(args, report):
    _flags(report)
    report.note(f"{args.blocks} blocks of {args.hops} wakes of each kind, in turn; {args.pause} µs of pause before each wake")
    progress("waking")
    lines = _lines("yamanote.internal.reactor.epoll.WakeUp", args.blocks, args.hops, args.pause)
    base = [float(x) for x in lines[0][1:]]
    rows = [
        [kind, *figures] + [f"{float(f) / base[i]:.2f}" for i, f in ((0, figures[0]), (1, figures[1]), (2, figures[2]), (4, figures[4]))]
        for kind, *figures in lines
    ]
    report.table(["woken", "ns best", "median", "p90", "the call", "CPU of the woken", "parks/wake",
                  f"v {lines[0][0]}: best", "median", "p90", "CPU"], rows)


def file(args, report):
    _flags(report)
    path = servers.OUT / f"{args.mib}MiB"
    _fill(path, args.mib)
    report.note(f"{args.mib} MiB, {args.rounds} rounds, each way in turn; the page cache is warm")
    progress("reading")
    results = {}
    for name, *figures in _lines("yamanote.bench.io.FileRead", path, 3, args.rounds):
        results.setdefault(name, []).append([float(x) for x in figures])
    rows = []
    for name, figures in results.items():
        if name.startswith("channel"):
            base = figures
        speed, cpu, allocated = zip(*figures)
        best, middle = max(speed), statistics.median(speed)
        rows.append([name, f"{best:.2f}", f"{middle:.2f}", f"{min(cpu):.0f}", f"{statistics.median(cpu):.0f}",
                     f"{statistics.median(allocated) / 1024:.0f}",
                     f"{best / max(b[0] for b in base):.2f}", f"{middle / statistics.median(b[0] for b in base):.2f}"])
    report.table(["read by", "GiB/s best", "median", "CPU ms/GiB best", "median", "heap KiB/GiB",
                  "speed v channel: best", "median"], rows)


def _fill(path, mib):
    servers.OUT.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.stat().st_size != mib << 20:
        with open(path, "wb") as out:
            for _ in range(mib):
                out.write(bytes(1 << 20))
