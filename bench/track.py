"""Time and memory of `contested track`: the example dossier, the same many times over, and a folder of hostile inputs.

Usage: python bench/track.py [--repeat N]
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "karabakh"
MEMORY_LIMIT = 1500.0  # MB, of the hostile folder
TIME_LIMIT = 20.0  # seconds, of the example
LONG_TEXT = 50_000  # characters of the longest text that is read


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: exit status, seconds, and the highest resident memory in MB."""

    status: int
    seconds: float
    memory: float


def track(reports: Path, out: Path) -> Run:
    """Track a folder in a process of its own and return what it took."""
    command = [str(Path(sys.executable).with_name("contested")), "track", str(reports), "--out", str(out)]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Run(process.returncode, time.perf_counter() - started, _megabytes(usage))


def _megabytes(usage: resource.struct_rusage) -> float:
    unit = 1 if platform.system() == "Darwin" else 1024  # macOS counts bytes, Linux kibibytes
    return usage.ru_maxrss * unit / 1e6


def multiplied(folder: Path, times: int) -> int:
    """Fill ``folder`` with ``times`` varied copies of the example's texts and return how many there are."""
    texts = sorted(EXAMPLE.glob("*.txt"))
    for number in range(times):
        for path in texts:
            body = path.read_text(encoding="utf-8", errors="replace")
            shift = 1 + number % 28
            (folder / f"{number:04d}-{path.name}").write_text(
                f"{body}\nNotice {number}, page {shift}.\n", encoding="utf-8"
            )
    return times * len(texts)


def hostile(folder: Path) -> None:
    """Fill ``folder`` with inputs that try to hurt, and one good report."""
    line = "Shelling was reported near the border on Tuesday, a spokesman said. "
    (folder / "good.txt").write_text(f"PARIS, 14 September 2022 - {line}\n", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 400)
    (folder / "large.txt").write_text(line * (50_000_000 // len(line)), encoding="utf-8")
    (folder / "long.txt").write_text(f"{line}\n" * (LONG_TEXT // len(line)), encoding="utf-8")
    (folder / "truncated.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    (folder / "broken.html").write_text(f"<html><body><div><p>{line}<table><tr><td>{line * 40}", encoding="utf-8")
    (folder / "latin.txt").write_bytes(f"GEN\xc8VE, 14 September 2022 - {line}\n".encode("latin-1"))
    entities = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY b0 "bomb">{entities}]>'
    feed = f"{head}<rss><channel><title>&b9;</title></channel></rss>"
    (folder / "bomb.xml").write_text(feed, encoding="utf-8")
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(4):
            packed.writestr(f"{number}.txt", b"0" * 100_000_000)


def main() -> int:
    """Print a row for each measurement; return 1 when a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=10, help="how many times the example's texts are taken")
    repeat = parser.parse_args().repeat
    print(f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        example = track(EXAMPLE, work / "example")
        _row("example dossier", example, "")
        (work / "many").mkdir()
        count = multiplied(work / "many", repeat)
        many = track(work / "many", work / "many-out")
        _row(f"{count} reports", many, f"{count / many.seconds:.1f} reports/s")
        (work / "hostile").mkdir()
        hostile(work / "hostile")
        attacked = track(work / "hostile", work / "hostile-out")
        _row("hostile folder", attacked, "exit status 1 is right")
    slow, large = example.seconds > TIME_LIMIT, attacked.memory > MEMORY_LIMIT
    print(
        f"limits: example below {TIME_LIMIT:.0f} s: {not slow}; hostile folder below {MEMORY_LIMIT:.0f} MB: {not large}"
    )
    return int(slow or large or example.status != 0 or attacked.status != 1)


def _row(name: str, run: Run, note: str) -> None:
    print(f"{name:<18} {run.seconds:7.1f} s {run.memory:8.0f} MB   status {run.status}   {note}")


if __name__ == "__main__":
    sys.exit(main())
