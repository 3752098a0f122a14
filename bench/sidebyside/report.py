"""The tables: a line as it comes, and the Markdown at the end."""

import os
import platform
import time

import peers
import stats
from stats import short, times
from workloads import group_of

HEAD = ["workload", "peer", "median", "best", "p90", "CPU best", "B/op", "v Tokio: best", "median", "p90", "CPU", "load"]


def load():
    return "{:.1f} {:.1f} {:.1f}".format(*os.getloadavg())


def machine():
    model = "?"
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        for line in info:
            if line.startswith("model name"):
                model = line.split(":")[1].strip()
                break
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def rows(workload, runs_by_column, load_then):
    """The cells of one workload in the order of HEAD: for each metric a row of each column."""
    result = []
    tokio_runs = next((runs for c, runs in runs_by_column.items() if c.peer == "tokio"), [])
    for metric in stats.metrics_of(runs_by_column):
        tokio = stats.cell(tokio_runs, metric)
        name = workload if metric == stats.NS else f"{workload}: {metric}"
        for column, runs in runs_by_column.items():
            own = stats.cell(runs, metric)
            trouble = stats.trouble(runs)
            if own is None:
                result.append([name, column.name, trouble or "-"] + ["-"] * 8 + [load_then])
                continue
            ratio = stats.ratios(own, tokio, metric) if column.peer != "tokio" else None
            result.append(
                [name, column.name + (f" ({trouble})" if trouble else "")]
                + [short(x) for x in (own.median, own.best, own.p90, own.cpu, own.bytes)]
                + [times(r) for r in ratio or [None] * 4]
                + [load_then]
            )
    return result


def shown(workload, runs_by_column, load_then):
    """Those rows, without the further metrics of a peer that lacks the workload."""
    all_rows = rows(workload, runs_by_column, load_then)
    return [r for i, r in enumerate(all_rows) if r[2] != "-" or i < len(runs_by_column)]


def line(cells):
    widths = [34, 18, 10, 10, 10, 10, 9, 8, 8, 8, 8, 0]
    return " ".join(c.ljust(w) if i < 2 else c.rjust(w) for i, (c, w) in enumerate(zip(cells, widths)))


def markdown(args, columns, results, loads, started):
    jvm = sorted({c.gc for c in columns if c.gc})
    out = [
        "# Side by side",
        "",
        f"- {time.strftime('%Y-%m-%d %H:%M', started)}, {machine()}",
        f"- load average before: {loads[0]}, after: {loads[1]}",
        f"- {peers.jdk()}; "
        + "; ".join(f"{gc}: `{' '.join(peers.GC[gc])}`" for gc in jvm)
        + f"; `{' '.join(peers.NORMAL_HEAP + peers.JVM)}`; a million tasks: `{' '.join(peers.LARGE_HEAP)}`",
        *[f"- {v}" for v in peers.versions(list(dict.fromkeys(c.peer for c in columns)))],
        f"- `bench/compare {' '.join(args.given)}`: {args.rounds} rounds, {args.samples} samples of at least "
        f"{args.min_ms} ms, {args.workers} workers, timers on, I/O {'on' if args.io else 'off'}",
        "",
        "Figures in ns/op unless the name says otherwise; median of the runs' medians, best and p90 of all samples. "
        "CPU is that of the whole process, JIT and GC included. A ratio below 1 is better than Tokio. Load: one-minute "
        "average before the workload. bench/README.md says what is comparable.",
        "",
        *_summary(columns, results),
    ]
    for group, workloads in _grouped(results).items():
        out += ["", f"## {group}", "", "| " + " | ".join(HEAD) + " |", "|---|---|" + "---:|" * (len(HEAD) - 2)]
        for workload in workloads:
            out += ["| " + " | ".join(cells) + " |" for cells in shown(workload, *results[workload])]
    return "\n".join(out) + "\n"


def _grouped(results):
    groups = {}
    for workload in results:
        groups.setdefault(group_of(workload), []).append(workload)
    return groups


def _summary(columns, results):
    """Ratios only, one row a workload."""
    others = [c for c in columns if c.peer != "tokio"]
    if len(others) == len(columns):
        return []
    out = ["## Ratios to Tokio: best, median, p90; CPU", ""]
    out += ["| workload | Tokio, ns | " + " | ".join(c.name for c in others) + " |", "|---|---:|" + "---:|" * len(others)]
    for workload, (runs_by_column, load_then) in results.items():
        by_name = {}
        for cells in rows(workload, runs_by_column, load_then):
            by_name.setdefault(cells[0], []).append(cells)
        for name, group in by_name.items():
            figures = {c.name: cells for c, cells in zip(runs_by_column, group)}
            tokio = next(cells for c, cells in zip(runs_by_column, group) if c.peer == "tokio")
            out.append(
                f"| {name} | {tokio[3] if tokio[3] != '-' else tokio[2]} | "
                + " | ".join(_ratio(figures[c.name]) for c in others) + " |"
            )
    return out


def _ratio(cells):
    if cells[7] != "-":
        return f"**{cells[7]}**, {cells[8]}, {cells[9]}" + (f"; {cells[10]}" if cells[10] != "-" else "")
    return cells[2]
