"""How each peer is started, and what it calls itself."""

import os
import pathlib
import re
import subprocess

from workloads import BIG_HEAP, ONE_WORKER

PEERS = pathlib.Path("bench/peers")
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
GC = {"g1": ["-XX:+UseG1GC"], "parallel": ["-XX:+UseParallelGC", "-XX:+UseCondCardMark"]}
JVM = [
    "--enable-native-access=ALL-UNNAMED",
    "-XX:+UnlockExperimentalVMOptions",
    "-XX:CompileCommand=quiet",
    "-XX:CompileCommand=blackhole,yamanote.bench.harness.Sink::consume",
]
NORMAL_HEAP = ["-Xms1g", "-Xmx4g"]
LARGE_HEAP = ["-Xms3g", "-Xmx8g"]
RUST_WARM_UP = 60
NAMES = ["tokio", "yamanote", "threads", "kotlin"]


class Column:
    """A peer, on the JVM with one of the collectors."""

    def __init__(self, peer, gc=None):
        self.peer = peer
        self.gc = gc
        self.name = f"{peer} {gc}" if gc else peer

    def command(self, workload, args):
        name, _, spin = workload.partition("@spin")
        workers = 1 if name.startswith(ONE_WORKER) else args.workers
        end = [name, "--workers", str(workers), "--samples", str(args.samples), "--min-ms", str(args.min_ms)]
        end += ["--warm-ms", str(RUST_WARM_UP if self.peer == "tokio" else args.warm_ms)]
        end += ["--spin-us", spin] if spin else []
        end += ["--io"] if args.io else []
        if self.peer == "tokio":
            return [str(PEERS / "tokio/target/release/peer"), *end]
        heap = LARGE_HEAP if name.startswith(BIG_HEAP) else NORMAL_HEAP
        return [JAVA, *GC[self.gc], *heap, *JVM, *self._program(workers), *end]

    def _program(self, workers):
        if self.peer == "yamanote":
            return ["-cp", "bench/target/benchmarks.jar", "yamanote.bench.compare.Main"]
        if self.peer == "threads":
            scheduler = "-Djdk.virtualThreadScheduler"
            size = [f"{scheduler}.parallelism={workers}", f"{scheduler}.maxPoolSize={workers}"]
            return [*size, "-cp", str(PEERS / "threads/target/classes"), "peer.Main"]
        size = f"-Dkotlinx.coroutines.scheduler.core.pool.size={workers}"
        return [size, "-cp", f"{PEERS}/kotlin/target/peer.jar:{PEERS}/kotlin/target/lib/*", "peer.MainKt"]


def columns(peers, gc):
    collectors = ["g1", "parallel"] if gc == "both" else [gc]
    result = []
    for peer in peers:
        result += [Column(peer)] if peer == "tokio" else [Column(peer, c) for c in collectors]
    return result


def versions(peers):
    """A line for each peer."""
    found = {
        "yamanote": lambda: "Yamanote at " + _output("git", "describe", "--always", "--dirty"),
        "tokio": lambda: "Tokio " + _in("tokio/Cargo.toml", r'tokio = .*version = "=([^"]+)"')
        + ", " + _output("rustc", "--version") + ", release, fat LTO, 1 codegen unit",
        "threads": lambda: "JDK virtual threads",
        "kotlin": lambda: "kotlinx.coroutines " + _in("kotlin/pom.xml", r"<coroutines.version>([^<]+)")
        + ", Kotlin " + _in("kotlin/pom.xml", r"<kotlin.version>([^<]+)"),
    }
    return [found[peer]() for peer in peers]


def jdk():
    lines = subprocess.run([JAVA, "-version"], capture_output=True, text=True, check=True).stderr.splitlines()
    return lines[1] if len(lines) > 1 else lines[0]


def _output(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout.strip() or "?"


def _in(file, pattern):
    match = re.search(pattern, (PEERS / file).read_text())
    return match.group(1) if match else "?"
