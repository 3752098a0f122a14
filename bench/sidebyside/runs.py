"""One run of one workload by one peer: a process, and what it printed."""

import subprocess

UNSUPPORTED = 3

NS = "ns/op"
CPU = "cpu"
BYTES = "bytes"


class Run:
    """status is ok, unsupported, timeout or failed; metrics maps a name to the list of its figures."""

    def __init__(self, status, metrics, errors=""):
        self.status = status
        self.metrics = metrics
        self.errors = errors


def run(command, timeout):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        return Run("timeout", {})
    if done.returncode == UNSUPPORTED and done.stdout.strip().endswith("unsupported"):
        return Run("unsupported", {})
    if done.returncode != 0:
        return Run("failed", {}, done.stderr)
    return Run("ok", _parse(done.stdout))


def _parse(text):
    metrics = {}
    for line in text.splitlines():
        match line.split():
            case ["sample", wall, cpu, alloc]:
                metrics.setdefault(NS, []).append(float(wall))
                metrics.setdefault(CPU, []).append(float(cpu))
                if alloc != "-":
                    metrics.setdefault(BYTES, []).append(float(alloc))
            case ["value", name, figure]:
                metrics.setdefault(name, []).append(float(figure))
    return metrics
