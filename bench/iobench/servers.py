"""The servers and their load: how each is started, pinned and asked."""

import os
import re
import shutil
import subprocess
from pathlib import Path

JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
OUT = Path("target/bench-io")
KEYS = OUT / "keys.p12"
RUST = "bench/peers/echo/target/release"
PINNED = (os.cpu_count() or 1) >= 2 and shutil.which("taskset") is not None
SERVER_CORE, LOAD_CORE = "0", "1"

JVM = ["--enable-native-access=ALL-UNNAMED", "-cp", "bench/target/benchmarks.jar"]
STEADY_HEAP = ["-XX:+UseSerialGC", "-Xms512m", "-Xmx512m"]
SMALL_HEAP = ["-XX:+UseSerialGC", "-Xms16m", "-Xmx512m"]
# As if it had been pinned from the start: it is when it has warmed up.
ONE_CORE = ["-XX:ActiveProcessorCount=1"]
FOR_NETTY = ["--sun-misc-unsafe-memory-access=allow"]

ECHO = ["tokio", "epoll-lease", "epoll-read", "nio-lease", "nio-read", "netty", "threads"]
TLS = ["netty-tls", "epoll-tls", "nio-tls"]
PORTS = {name: str(17001 + i) for i, name in enumerate(ECHO + TLS)}


def chosen(args):
    """The first is what the others are compared with."""
    first, *others = args.names
    return [first] + [n for n in others if re.search(args.only, n)]


def flags(heap):
    return (f"JVM: `{' '.join(heap + ONE_CORE + JVM[:1])}`; Netty: `{' '.join(FOR_NETTY)}`; "
            + (f"server on core {SERVER_CORE}, load on core {LOAD_CORE}" if PINNED else "nothing pinned"))


def make_keys():
    OUT.mkdir(parents=True, exist_ok=True)
    if not KEYS.exists():
        keytool = os.path.join(os.environ["JAVA_HOME"], "bin", "keytool")
        subprocess.run([keytool, "-genkeypair", "-keystore", KEYS, "-storetype", "PKCS12", "-storepass", "yamanote", "-alias",
                        "server", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost", "-validity", "36500"],
                       check=True, stderr=subprocess.DEVNULL)


def _command(name, size, heap):
    port, buffer = PORTS[name], str(max(size, 4096))
    if name == "tokio":
        return [f"{RUST}/server", port, buffer]
    java = [JAVA, *heap, *ONE_CORE]
    match name.split("-"):
        case ["netty", *tls]:
            return [*java, *FOR_NETTY, *JVM, "yamanote.bench.io.NettyEcho", port] + ([str(KEYS)] if tls else [])
        case ["threads"]:
            return [*java, *JVM, "yamanote.bench.io.ThreadsEcho", port, buffer]
        case [driver, form]:
            return [*java, *JVM, "yamanote.bench.io.EchoServer", port, buffer, driver.upper(), form, str(KEYS)]


class Server:
    def __init__(self, name, size, heap):
        self.name = name
        self.is_jvm = name != "tokio"
        OUT.mkdir(parents=True, exist_ok=True)
        self.log = OUT / f"{name}.log"
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                _command(name, size, heap), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
        if self._line() != "ready":
            raise SystemExit(f"{name} did not start: {self.log}")

    def _line(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} has ended: {self.log}")
        return line.strip()

    def ask(self, what):
        """allocated or heap, in bytes; None of a native program."""
        if not self.is_jvm:
            return None
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        return int(self._line())

    def pin(self):
        if PINNED:
            subprocess.run(["taskset", "-acp", SERVER_CORE, str(self.process.pid)], check=True, stdout=subprocess.DEVNULL)

    def resident_mib(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024

    def load(self, *args):
        return Load(self, args)

    def close(self):
        self.process.kill()
        self.process.wait()


class Load:
    """Holds its connections until it is closed."""

    def __init__(self, server, args):
        pin = ["taskset", "-c", LOAD_CORE] if PINNED else []
        self.process = subprocess.Popen(
            [*pin, f"{RUST}/load", PORTS[server.name], str(server.process.pid), *map(str, args)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def line(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("the load has failed")
        return line.strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
