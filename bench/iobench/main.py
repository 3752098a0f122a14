"""bench/io: builds, measures, prints tables in Markdown."""

import argparse
import subprocess
import sys
from pathlib import Path

import alone
import echo
import idle
import servers
import table


def arguments():
    p = argparse.ArgumentParser(prog="bench/io", description="Each table says on what machine, with what load and flags.")
    whats = p.add_subparsers(dest="what", required=True)

    def what(name, run, text):
        sub = whats.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        sub.add_argument("--out", type=Path, metavar="FILE.md", help="write it there, too")
        return sub

    def loaded(sub, names, sizes):
        sub.set_defaults(names=names)
        sub.add_argument("--rounds", type=int, default=5, help="of each server, in turn (5)")
        sub.add_argument("--seconds", type=float, default=3, help="length of one measurement (3)")
        sub.add_argument("--warm", type=float, default=8, metavar="SECONDS", help="warm-up of each server on the JVM (8)")
        sub.add_argument("--connections", type=int, default=64)
        sub.add_argument("--sizes", type=lambda s: [int(n) for n in s.split(",")], default=sizes, metavar="N,…",
                         help=f"bytes of a message ({','.join(map(str, sizes))})")
        only(sub)

    def only(sub):
        sub.add_argument("--only", default="", metavar="REGEX", help="servers whose name it is found in, beside the first")

    loaded(what("echo", echo.run, "CPU time of a TCP echo server a round trip, and what it allocates"), servers.ECHO, [64])
    loaded(what("tls", echo.run, "the same over TLS 1.3, against Netty's SslHandler; both use the JDK's provider"),
           servers.TLS, [64, 16384])
    sub = what("idle", idle.run, "memory of connections that have served one round trip and do nothing")
    sub.set_defaults(names=servers.ECHO)
    sub.add_argument("--connections", type=int, default=10_000)
    only(sub)
    sub = what("wake", alone.wake, "waking a runtime parked in its I/O driver, against a bare eventfd")
    sub.add_argument("--blocks", type=int, default=40, help="of each kind, in turn (40)")
    sub.add_argument("--hops", type=int, default=250, help="in a block (250)")
    sub.add_argument("--pause", type=int, default=200, metavar="MICROS", help="before each wake, to fall asleep (200)")
    sub = what("file", alone.file, "sequential read of a file that is in the page cache, against a FileChannel")
    sub.add_argument("--rounds", type=int, default=10)
    sub.add_argument("--mib", type=int, default=1024, help="size of the file (1024)")
    args = p.parse_args()
    args.given = sys.argv[1:]
    return args


def main():
    args = arguments()
    subprocess.run(["bench/sidebyside/build", "yamanote"] + (["echo"] if hasattr(args, "names") else []), check=True)
    report = table.Report(args)
    args.run(args, report)
    report.end()


if __name__ == "__main__":
    main()
