"""What one more report costs in a warm process, from 200 reports to 20,000, and how large the store's file grows.

Usage: python bench/grow.py [--most N] [--texts DIR]

The texts of a folder (the example dossier) are coded once and told again and again, each round a week later: a war that
goes on. Each text is followed by its own words, shuffled another way in each report, so that none is a copy of another.
At each size the record is folded from nothing and the store filled; then reports are added one by one. Each is resolved
(its mentions and times anew), appended to the store, held against all others for copies, and folded into the record
that is there; times are the median of several. A ledger is asked for right after an addition, when it is worked out,
and once more.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from fold import EXAMPLE, WEEK, later, published, read, texts

from contested.ingest import Origins
from contested.model.readings import Reading
from contested.model.record import Conflict
from contested.model.reports import Report
from contested.record import LiveFold, Run, Store
from contested.record.ceasefires import ceasefires
from contested.record.control import control
from contested.record.material import Material
from contested.record.relations import relations
from contested.record.risks import risks
from contested.record.talks import talks
from contested.record.tolls import toll_ledger
from contested.resolve import resolve

SIZES = (200, 2_000, 20_000)
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
    """Return ``size`` readings: those given again and again, each round a week later and in other words."""
    rounds = [(readings[i % len(readings)], i // len(readings)) for i in range(size)]
    told = [later(reading, round_, WEEK * round_) for reading, round_ in rounds]
    return [replace(one, report=_in_other_words(one.report, i)) for i, one in enumerate(told)]


def _in_other_words(report: Report, seed: int) -> Report:
    """Return the report with its words once more behind its text, shuffled."""
    words = report.text.split()
    random.Random(seed).shuffle(words)
    return replace(report, text=f"{report.text}\n\n{' '.join(words)}")


def measure(readings: list[Reading], size: int, folder: Path) -> None:
    """Print the row of one size."""
    every = grown(readings, size + MORE)
    begun, more = every[:size], every[size:]
    live: list[LiveFold] = []
    origins = Origins()
    grouping = seconds(lambda: origins.add(*(reading.report for reading in begun)))
    conflict = Conflict("bench")
    whole = seconds(lambda: live.append(LiveFold(conflict, begun, origins=origins.all(), suggest=True)))
    path = folder / f"{size}.duckdb"
    asked: dict[str, list[float]] = {name: [] for name in ("events", "disputes", *LEDGERS)}
    resolved, appended, held, folded = [], [], [], []
    with Store.open(path) as store:
        for first in range(0, size, 500):
            store.append_readings(begun[first : first + 500], RUN)
        for number, reading in enumerate(more):
            original = readings[(size + number) % len(readings)]
            resolved.append(seconds(lambda o=original: resolve(o.report, o.extraction, None)))  # type: ignore[misc]
            appended.append(seconds(lambda r=reading: store.append_reading(r, RUN)))  # type: ignore[misc]
            held.append(seconds(lambda r=reading: origins.add(r.report)))  # type: ignore[misc]
            folded.append(seconds(lambda r=reading: live[0].add(r, origins.all())))  # type: ignore[misc]
            asked["events"].append(seconds(live[0].events))
            asked["disputes"].append(seconds(live[0].disputes))
            for name, ledger in LEDGERS.items():
                asked[name].append(seconds(lambda of=ledger: live[0].ledger(of)))  # type: ignore[misc]
    again = max(seconds(lambda of=of: live[0].ledger(of)) for of in LEDGERS.values())  # type: ignore[misc]
    claims = sum(len(reading.extraction.claims) for reading in begun)
    unit = 1 if platform.system() == "Darwin" else 1024  # macOS counts bytes, Linux kibibytes
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9
    middle = [statistics.median(times) for times in (resolved, appended, held, folded)]
    one = " ".join(f"{time:8.3f}" for time in (*middle, sum(middle)))
    size_mb = path.stat().st_size / 1e6
    print(
        f"{size:7d} {claims:8d} {len(live[0].events()):8d} {grouping + whole:8.1f} {size_mb:8.1f} {memory:6.2f}"
        f" {one} {live[0].begun - 1:6d}",
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
    names = (
        "reports",
        "claims",
        "events",
        "whole s",
        "file MB",
        "GB",
        "resolve",
        "append",
        "copies",
        "fold",
        "together",
        "anew",
    )
    print("{:>7} {:>8} {:>8} {:>8} {:>8} {:>6} {:>8} {:>8} {:>8} {:>8} {:>8} {:>6}".format(*names))
    once = {text: name for name, text in texts(options.texts).items()}  # a text in two files is one report
    readings = [read(name, text, published(name)) for text, name in once.items()]
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            if size <= options.most:
                measure(readings, size, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
