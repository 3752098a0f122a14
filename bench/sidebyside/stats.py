"""Figures of all rounds of a workload by one peer."""

import math
import statistics

from runs import BYTES, CPU, NS
from workloads import NO_COST


class Cell:
    """median: of the runs' medians; best and p90: of all samples."""

    def __init__(self, runs, metric):
        per_run = [r.metrics[metric] for r in runs if metric in r.metrics]
        pooled = sorted(x for samples in per_run for x in samples)
        self.median = statistics.median(statistics.median(samples) for samples in per_run)
        self.best = pooled[0]
        self.p90 = pooled[math.ceil(0.9 * len(pooled)) - 1]
        self.cpu = _best(runs, CPU) if metric == NS else None
        self.bytes = _best(runs, BYTES) if metric == NS else None


def _best(runs, metric):
    figures = [x for r in runs for x in r.metrics.get(metric, [])]
    return min(figures) if figures else None


def metrics_of(runs_by_column):
    """The metrics that any column has, in the order of their first appearance."""
    seen = {}
    for runs in runs_by_column.values():
        for r in runs:
            seen.update(dict.fromkeys(m for m in r.metrics if m not in (CPU, BYTES)))
    return list(seen) or [NS]


def cell(runs, metric):
    return Cell(runs, metric) if any(metric in r.metrics for r in runs) else None


def trouble(runs):
    """What a reader must know of the runs that gave no figures; a dash if the peer lacks the workload."""
    bad = [r.status for r in runs if r.status != "ok"]
    if not bad:
        return ""
    if set(bad) == {"unsupported"}:
        return "-"
    worst = "timeout" if "timeout" in bad else "failed"
    return worst if len(bad) == len(runs) else f"{worst} in {len(bad)} of {len(runs)} runs"


def ratios(own, tokio, metric):
    """best, median, p90 and CPU as multiples of Tokio's; None where there is nothing to compare."""
    if own is None or tokio is None or metric in NO_COST or min(tokio.best, tokio.median, tokio.p90) <= 0:
        return None
    cpu = own.cpu / tokio.cpu if own.cpu and tokio.cpu else None
    return own.best / tokio.best, own.median / tokio.median, own.p90 / tokio.p90, cpu


def times(ratio):
    return "-" if ratio is None else f"{ratio:.2f}"


def short(x):
    if x is None:
        return "-"
    if x == 0:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(abs(x))))
    return f"{x:,.{min(digits, 3)}f}"
