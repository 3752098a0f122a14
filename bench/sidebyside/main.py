"""bench/compare: builds the peers, runs the workloads interleaved, prints and writes the table."""

import argparse
import pathlib
import re
import subprocess
import sys
import time

import peers
import report
import workloads
from runs import run


def arguments():
    p = argparse.ArgumentParser(prog="bench/compare")
    p.add_argument("--rounds", type=int, default=2, help="runs of each workload by each peer (2)")
    p.add_argument("--only", default="", metavar="REGEX", help="the workloads whose name it is found in")
    p.add_argument("--peers", default=",".join(peers.NAMES), help="of " + ",".join(peers.NAMES))
    p.add_argument("--gc", choices=["g1", "parallel", "both"], default="g1")
    p.add_argument("--workers", type=int, default=2)
    p.add_argument("--io", action="store_true", help="runtimes with I/O, on both sides")
    p.add_argument("--samples", type=int, default=11)
    p.add_argument("--min-ms", type=int, default=12, help="length of a sample (12)")
    p.add_argument("--warm-ms", type=int, default=500, help="warm-up on the JVM (500); Rust has 60")
    p.add_argument("--timeout", type=int, default=60, help="seconds for one run (60)")
    p.add_argument("--quick", action="store_true", help="one round of 4 short samples, to see that all works")
    p.add_argument("--list", action="store_true", help="names of the workloads")
    p.add_argument("--out", type=pathlib.Path, default=pathlib.Path("target/bench-compare/report.md"), metavar="FILE.md")
    args = p.parse_args()
    args.given = sys.argv[1:]
    if args.quick:
        args.rounds, args.samples, args.min_ms = 1, 4, 5
    return args


def main():
    args = arguments()
    chosen = [w for w in workloads.all_names() if re.search(args.only, w)]
    if args.list:
        print("\n".join(chosen))
        return
    if not chosen:
        sys.exit(f"no workload matches {args.only}")
    wanted = args.peers.split(",")
    columns = peers.columns([p for p in peers.NAMES if p in wanted], args.gc)
    subprocess.run(["bench/sidebyside/build", *wanted], check=True)

    started = time.localtime()
    before = report.load()
    print(f"load average before: {before}\n{report.line(report.HEAD)}")
    results = {}
    for workload in chosen:
        results[workload] = one(workload, columns, args)
        for cells in report.shown(workload, *results[workload]):
            print(report.line(cells), flush=True)
        # Written each time, so that an interrupted run leaves what it has.
        text = report.markdown(args, columns, results, (before, report.load()), started)
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text(text, encoding="utf-8")
    print(f"load average after: {report.load()}\nwritten to {args.out}")


def one(workload, columns, args):
    """All rounds of one workload, the peers in turn: A B C A B C."""
    load = report.load().split()[0]
    runs = {c: [] for c in columns}
    for n in range(args.rounds):
        for c in columns:
            if runs[c] and runs[c][0].status == "unsupported":
                continue
            progress(f"{workload} {c.name}, round {n + 1} of {args.rounds}")
            result = run(c.command(workload, args), args.timeout)
            if result.errors:
                print(f"\n{c.name} failed at {workload}:\n{result.errors[-2000:]}", file=sys.stderr)
            runs[c].append(result)
    progress("")
    return runs, load


def progress(text):
    if sys.stderr.isatty():
        print(f"\r{text}\x1b[K", end="\r", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
