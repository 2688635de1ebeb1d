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
import gc
import os
import platform
import random
import resource
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from fold import EXAMPLE, WEEK, later, published, read, texts

from contested.ingest import Origins
from contested.model.readings import Reading
from contested.model.record import Conflict
from contested.model.reports import Report
from contested.record import LiveFold, Run, Store
from contested.record.blames import blames
from contested.record.ceasefires import ceasefires
from contested.record.control import control
from contested.record.material import Material
from contested.record.relations import relations
from contested.record.risks import risks
from contested.record.talks import talks
from contested.record.tolls import toll_ledger
from contested.resolve import resolve

SIZES = (200, 2_000, 20_000)
MORE = 15  # reports added one by one
BATCH = 500  # reports appended in one transaction
RUN = Run("run-bench", "bench", "bench")
LEDGERS: dict[str, Callable[[Material], tuple[Any, ...]]] = {
    "ceasefires": ceasefires,
    "talks": talks,
    "control": control,
    "tolls": lambda material: toll_ledger(material, material.event_of),
    "relations": relations,
    "risks": risks,
}


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Return how long some work takes, in seconds that pass and in seconds of the processor."""
    started, began = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - began


def middle(times: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the median and the highest of the seconds that passed, and the median of those of the processor."""
    passed, used = zip(*times, strict=True)
    return statistics.median(passed), max(passed), statistics.median(used)


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
    """Print the rows of one size."""
    every = grown(readings, size + MORE)
    begun, more = every[:size], every[size:]
    live: list[LiveFold] = []
    origins = Origins()
    grouping, _ = seconds(lambda: origins.add(*(reading.report for reading in begun)))
    conflict = Conflict("bench")
    whole, _ = seconds(lambda: live.append(LiveFold(conflict, begun, origins=origins.all(), suggest=True)))
    claims = sum(len(reading.extraction.claims) for reading in begun)
    print(f"{size} reports, {claims} claims: copies found in {grouping:.1f} s, folded in {whole:.1f} s", flush=True)
    path = folder / f"{size}.duckdb"
    steps: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with Store.open(path) as store:
        filling, _ = seconds(
            lambda: [store.append_readings(begun[first : first + BATCH], RUN) for first in range(0, size, BATCH)]
        )
        begun.clear()
        gc.collect()
        gc.freeze()  # what a warm process holds for good is not looked through for garbage again
        for number, reading in enumerate(more):
            original = readings[(size + number) % len(readings)]
            steps["resolve"].append(seconds(lambda o=original: resolve(o.report, o.extraction, None)))  # type: ignore[misc]
            steps["append"].append(seconds(lambda r=reading: store.append_reading(r, RUN)))  # type: ignore[misc]
            steps["copies"].append(seconds(lambda r=reading: origins.add(r.report)))  # type: ignore[misc]
            steps["fold"].append(seconds(lambda r=reading: live[0].add(r, origins.all())))  # type: ignore[misc]
            last = [steps[name][-1] for name in ("resolve", "append", "copies", "fold")]
            steps["together"].append((sum(passed for passed, _ in last), sum(used for _, used in last)))
            _ask(live[0], steps)
    unit = 1 if platform.system() == "Darwin" else 1024  # macOS counts bytes, Linux kibibytes
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9
    size_mb = path.stat().st_size / 1e6
    print(
        f"  store filled in {filling:.1f} s, file {size_mb:.1f} MB, memory {memory:.2f} GB,"
        f" {len(live[0].events())} events, begun anew {live[0].begun - 1} times",
        flush=True,
    )
    for name, times in steps.items():
        print("  {:<34} {:8.3f} {:8.3f} {:8.3f}".format(name, *middle(times)), flush=True)


def _ask(live: LiveFold, steps: dict[str, list[tuple[float, float]]]) -> None:
    """Ask for every ledger after an addition, and for all of them once more."""
    live_ledgers: dict[str, Callable[[], object]] = {"events": live.events, "disputes": live.disputes}
    for name, ledger in LEDGERS.items():
        live_ledgers[name] = partial(live.ledger, ledger)
    live_ledgers["blames"] = partial(live.ledger, partial(_blames, live))
    for name, asked in live_ledgers.items():
        steps[f"ask for {name}"].append(seconds(asked))
    steps["ask for all ledgers again"].append(seconds(lambda: [live.ledger(of) for of in LEDGERS.values()]))


def _blames(live: LiveFold, material: Material) -> tuple[Any, ...]:
    return blames(material, live.disputes())


def main() -> int:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="the greatest number of reports")
    parser.add_argument("--texts", type=Path, default=EXAMPLE, help="a folder of plain texts")
    options = parser.parse_args()
    print(f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print("seconds: median and highest of the additions, median in seconds of the processor")
    once = {text: name for name, text in texts(options.texts).items()}  # a text in two files is one report
    readings = [read(name, text, published(name)) for text, name in once.items()]
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            if size <= options.most:
                measure(readings, size, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
