"""SIGKILL at random points during `contested add`, a hundred times: nothing stored is lost, the next `add` completes.

Usage: python bench/kill.py [--times N] [--seed N] [--texts DIR]

Each round starts `contested add` on a folder of reports in a process of its own and kills it at a moment that chance
gives, from its start to a little after its end. After each kill the store is opened and compared: every report that was
there is there as it was, and a report is there whole or not at all. A dossier that is full makes way for a new one. At
the end of each dossier an undisturbed `add` must complete it, to what a dossier that nobody disturbed holds.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from contested.model.readings import Reading
from contested.record import Store

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "karabakh"
MOST = 6  # reports
LONG = 600  # seconds


def contested(*arguments: str) -> subprocess.Popen[bytes]:
    """Start the command line in a process of its own."""
    program = [sys.executable, "-m", "contested.cli", *arguments]
    return subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def stored(dossier: Path) -> dict[str, Reading]:
    """Return what a dossier's store holds, by report; nothing where there is none yet."""
    path = dossier / "record.duckdb"
    if not path.exists():
        return {}
    with Store.open(path) as store:
        found = {reading.report.id: reading for reading in store.readings()}
        claims = sum(len(reading.extraction.claims) for reading in found.values())
        if store.count("claims") != claims or store.count("reports") != len(found):
            raise SystemExit(f"{path}: rows of a report are there in part")
    return found


def make(folder: Path) -> Path:
    """Make an empty dossier."""
    if contested("new", str(folder), "--title", "Killed").wait(LONG):
        raise SystemExit(f"{folder}: no dossier could be made")
    return folder


def complete(dossier: Path, reports: Path, whole: dict[str, Reading]) -> None:
    """Run an undisturbed `add` and check that the dossier is what it would have been."""
    if contested("add", str(dossier), str(reports)).wait(LONG):
        raise SystemExit(f"{dossier}: the next add did not complete")
    if stored(dossier) != whole:
        raise SystemExit(f"{dossier}: something was lost or changed")
    left = [path.name for path in dossier.iterdir() if path.name.endswith(".new") or ".new." in path.name]
    if any(name.startswith(".record.duckdb") for name in left):
        raise SystemExit(f"{dossier}: the draft of a store is left: {left}")


def main() -> int:
    """Kill, compare, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20220914)
    parser.add_argument("--texts", type=Path, default=EXAMPLE, help="a folder of plain texts")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        reports = Path(scratch) / "reports"
        reports.mkdir()
        for path in sorted(options.texts.glob("*.txt"), key=lambda path: (path.stat().st_size, path.name))[:MOST]:
            (reports / path.name).write_bytes(path.read_bytes())
        counts = run(Path(scratch), reports, options.times, chance)
    head = f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{head}: {counts}; nothing stored was lost, every next add completed")
    return 0


def run(scratch: Path, reports: Path, times: int, chance: random.Random) -> str:
    """Kill ``times`` times; return how the kills fell."""
    whole_dossier = make(scratch / "whole")
    started = time.perf_counter()
    if contested("add", str(whole_dossier), str(reports)).wait(LONG):
        raise SystemExit("an undisturbed add failed")
    seconds = time.perf_counter() - started
    whole = stored(whole_dossier)
    killed = ended = dossiers = 0
    dossier, before = make(scratch / "d0"), dict[str, Reading]()
    while killed < times:
        process = contested("add", str(dossier), str(reports))
        time.sleep(chance.random() * seconds * 1.05)
        process.send_signal(signal.SIGKILL)
        died = process.wait(LONG) == -signal.SIGKILL
        killed, ended = killed + died, ended + (not died)
        after = stored(dossier)
        if any(after.get(key) != reading for key, reading in before.items()) or not after.keys() <= whole.keys():
            raise SystemExit(f"{dossier}: a stored report was lost or changed by kill {killed}")
        before = after
        if len(after) == len(whole):
            complete(dossier, reports, whole)
            dossiers += 1
            dossier, before = make(scratch / f"d{dossiers}"), {}
    complete(dossier, reports, whole)
    return f"{killed} kills in {dossiers + 1} dossiers of {len(whole)} reports ({ended} more came after the end)"


if __name__ == "__main__":
    sys.exit(main())
