"""What one more report costs in a warm process, from 200 reports to 20,000, and how large the store's file grows.

Usage: python bench/grow.py [--most N] [--texts DIR]

The texts of a folder (the example dossier) are coded once and told again and again, each round a week later: a war that
goes on. At each size the record is folded from nothing and the store filled; then reports are added one by one. Each is
resolved (its mentions and times anew), appended to the store and folded into the record that is there; times are the
median of several. A ledger is asked for right after an addition, when it is worked out, and once more.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from fold import EXAMPLE, WEEK, later, published, read, texts

from contested.model.readings import Reading
from contested.model.record import Conflict
from contested.record import LiveFold, Run, Store
from contested.record.ceasefires import ceasefires
from contested.record.control import control
from contested.record.material import Material
from contested.record.relations import relations
from contested.record.risks import risks
from contested.record.talks import talks
from contested.record.tolls import toll_ledger
from contested.resolve import resolve

SIZES = (200, 600, 2_000, 6_000, 20_000)
MORE = 7  # reports added one by one
RUN = Run("run-bench", "bench", "bench")
LEDGERS: dict[str, Callable[[Material], tuple[Any, ...]]] = {
    "ceasefires": ceasefires,
    "talks": talks,
    "control": control,
    "tolls": lambda material: toll_ledger(material, material.event_of),
    "relations": relations,
    "risks": risks,
}


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def grown(readings: list[Reading], size: int) -> list[Reading]:
    """Return ``size`` readings and those that are added to them: the texts again and again, each round a week later."""
    return [later(readings[i % len(readings)], i // len(readings), WEEK * (i // len(readings))) for i in range(size)]


def measure(readings: list[Reading], size: int, folder: Path) -> None:
    """Print the row of one size."""
    every = grown(readings, size + MORE)
    begun, more = every[:size], every[size:]
    live: list[LiveFold] = []
    whole = seconds(lambda: live.append(LiveFold(Conflict("bench", suggested=True), begun)))
    path = folder / f"{size}.duckdb"
    asked: dict[str, list[float]] = {name: [] for name in ("events", "disputes", *LEDGERS)}
    resolved, appended, folded = [], [], []
    with Store.open(path) as store:
        for first in range(0, size, 500):
            store.append_readings(begun[first : first + 500], RUN)
        for number, reading in enumerate(more):
            original = readings[(size + number) % len(readings)]
            resolved.append(seconds(lambda o=original: resolve(o.report, o.extraction, None)))  # type: ignore[misc]
            appended.append(seconds(lambda r=reading: store.append_reading(r, RUN)))  # type: ignore[misc]
            folded.append(seconds(lambda r=reading: live[0].add(r)))  # type: ignore[misc]
            asked["events"].append(seconds(live[0].events))
            asked["disputes"].append(seconds(live[0].disputes))
            for name, ledger in LEDGERS.items():
                asked[name].append(seconds(lambda of=ledger: live[0].ledger(of)))  # type: ignore[misc]
    again = max(seconds(lambda of=of: live[0].ledger(of)) for of in LEDGERS.values())  # type: ignore[misc]
    claims = sum(len(reading.extraction.claims) for reading in begun)
    unit = 1 if platform.system() == "Darwin" else 1024  # macOS counts bytes, Linux kibibytes
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9
    middle = [statistics.median(times) for times in (resolved, appended, folded)]
    print(
        f"{size:7d} {claims:8d} {len(live[0].events()):8d} {whole:8.1f} {path.stat().st_size / 1e6:8.1f} {memory:6.2f}"
        f" {middle[0]:8.3f} {middle[1]:8.3f} {middle[2]:8.3f} {sum(middle):8.3f} {live[0].begun - 1:6d}",
        flush=True,
    )
    told = ", ".join(f"{name} {statistics.median(times):.3f}" for name, times in asked.items())
    print(f"        first query after an addition: {told}; any of them again: {again:.6f}", flush=True)


def main() -> int:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="the greatest number of reports")
    parser.add_argument("--texts", type=Path, default=EXAMPLE, help="a folder of plain texts")
    options = parser.parse_args()
    print(f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    names = ("reports", "claims", "events", "whole s", "file MB", "GB", "resolve", "append", "fold", "together", "anew")
    print("{:>7} {:>8} {:>8} {:>8} {:>8} {:>6} {:>8} {:>8} {:>8} {:>8} {:>6}".format(*names))
    once = {text: name for name, text in texts(options.texts).items()}  # a text in two files is one report
    readings = [read(name, text, published(name)) for text, name in once.items()]
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            if size <= options.most:
                measure(readings, size, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
