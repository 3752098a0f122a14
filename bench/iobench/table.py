"""What is printed: where and how it was measured, then tables in Markdown."""

import re
import sys
import time
from pathlib import Path

from peers import jdk, versions
from report import load, machine


class Report:
    def __init__(self, args):
        self.out = args.out
        self.lines = []
        self.say(f"## bench/io {' '.join(args.given)}\n")
        self.say(f"- {time.strftime('%Y-%m-%d %H:%M')}, {machine()}")
        self.say(f"- {versions(['yamanote'])[0]}; {jdk()}")
        if hasattr(args, "names"):
            tokio = re.search(r'tokio = .*version = "=([^"]+)"', Path("bench/peers/echo/Cargo.toml").read_text())
            netty = re.search(r"<netty.version>([^<]+)", Path("bench/pom.xml").read_text())
            self.say(f"- Tokio {tokio[1]}, {versions(['tokio'])[0].split(', ', 1)[1]}; Netty {netty[1]}, epoll transport")
        self.note(f"load average before: {load()}")

    def say(self, line):
        self.lines.append(line)
        print(line, flush=True)

    def note(self, text):
        self.say(f"- {text}")

    def table(self, head, rows):
        widths = [max(len(r[i]) for r in [head, *rows]) for i in range(len(head))]

        def line(cells):
            return "| " + " | ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(cells, widths))) + " |"

        rule = "|" + "|".join("-" * (w + 2) if i == 0 else "-" * (w + 1) + ":" for i, w in enumerate(widths)) + "|"
        self.say("")
        for text in [line(head), rule, *map(line, rows)]:
            self.say(text)

    def end(self):
        self.say(f"\nload average after: {load()}")
        if self.out:
            self.out.parent.mkdir(parents=True, exist_ok=True)
            self.out.write_text("\n".join(self.lines) + "\n", encoding="utf-8")


def progress(text):
    if sys.stderr.isatty():
        print(f"\r{text}\x1b[K", end="\r", file=sys.stderr, flush=True)
