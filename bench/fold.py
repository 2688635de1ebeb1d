"""Time and memory of the fold alone, from 200 claims to 20,000: one war that goes on, one month of it, one long report.

Usage: python bench/fold.py [--most N] [--texts DIR]

The texts of a folder (the example dossier) are read once. "A war that goes on" takes the readings again and again, each
time a week later; "one month" takes them again on the same days, so that every day gets denser; "one report" reads
the texts as a single one, several times over.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from contested.flow.code import analyser, read_report
from contested.model.readings import Reading
from contested.model.record import Conflict
from contested.model.reports import Report, report_id
from contested.model.times import TimeSpan
from contested.record import fold_readings

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "karabakh"
SIZES = (200, 600, 2_000, 6_000, 20_000)
LONG = (1, 2, 4)  # times that the texts are read as one report
WEEK = 7  # days


def read(name: str, text: str, published: date | None) -> Reading:
    """Return the reading of one text."""
    return read_report(Report(report_id(text), name, text, published=published), analyser())


def texts(folder: Path) -> dict[str, str]:
    """Return the plain texts of a folder by file name."""
    return {path.name: path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("*.txt"))}


def published(name: str) -> date | None:
    """Return the date with which a file's name begins, None where it begins with none."""
    try:
        return date.fromisoformat(name[:10])
    except ValueError:
        return None


def later(reading: Reading, round_: int, days: int) -> Reading:
    """Return the reading as that of another report, told ``days`` later with all that it tells of."""
    report = reading.report
    other = report_id(f"{report.id} {round_}")
    day = report.published + timedelta(days=days) if report.published else None
    found, resolved = reading.extraction, reading.resolution
    times = tuple(replace(one, span=_moved(one.span, days)) for one in resolved.claim_times)
    return Reading(
        replace(report, id=other, doc_id=f"{report.doc_id} {round_}", published=day),
        replace(found, report_id=other, claims=tuple(replace(claim, report_id=other) for claim in found.claims)),
        replace(resolved, report_id=other, claim_times=times),
    )


def _moved(span: TimeSpan, days: int) -> TimeSpan:
    start = span.start + timedelta(days=days) if span.start else None
    end = span.end + timedelta(days=days) if span.end else None
    return replace(span, start=start, end=end)


def repeated(readings: Sequence[Reading], claims: int, days: int) -> list[Reading]:
    """Return readings with at least ``claims`` claims, each round of them ``days`` after the one before."""
    taken: list[Reading] = []
    count = 0
    for one in _rounds(readings, days):
        if count >= claims:
            return taken
        taken.append(one)
        count += len(one.extraction.claims)
    return taken


def _rounds(readings: Sequence[Reading], days: int) -> Iterator[Reading]:
    round_ = 0
    while any(one.extraction.claims for one in readings):
        yield from (later(one, round_, days * round_) for one in readings)
        round_ += 1


def fold(name: str, readings: Sequence[Reading]) -> None:
    """Fold the readings once and print the row of what it took."""
    started = time.perf_counter()
    record = fold_readings(readings, Conflict("bench", suggested=True))
    seconds = time.perf_counter() - started
    claims = max(len(record.claims), 1)
    unit = 1 if platform.system() == "Darwin" else 1024  # macOS counts bytes, Linux kibibytes
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    counts = f"{len(readings):8d} {claims:8d} {len(record.events):8d}"
    print(f"{name:<20} {counts} {seconds:9.2f} {1e3 * seconds / claims:9.3f} {memory:8.0f}", flush=True)


def main() -> int:
    """Print a row for each measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="the greatest number of claims")
    parser.add_argument("--texts", type=Path, default=EXAMPLE, help="a folder of plain texts")
    options = parser.parse_args()
    print(f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{'':<20} {'reports':>8} {'claims':>8} {'events':>8} {'seconds':>9} {'ms/claim':>9} {'MB':>8}")
    found = texts(options.texts)
    once = {text: name for name, text in found.items()}  # a text that stands in two files is one report
    readings = [read(name, text, published(name)) for text, name in once.items()]
    for name, days in (("a war that goes on", WEEK), ("one month", 0)):
        for size in SIZES:
            if size <= options.most:
                fold(name, repeated(readings, size, days))
    whole = "\n".join(found.values())
    for times in LONG:
        fold(
            "one report",
            [read("all", "\n".join([whole] * times), max(filter(None, map(published, found)), default=None))],
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
