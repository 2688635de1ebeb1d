"""Track the example dossier afresh, then say what it holds, where its page is, and how long the tracking took.

Usage: python tools/demo.py REPORTS DIR
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

LEDGERS = {
    "tolls": "tolls, each with its claimant",
    "ceasefires": "ceasefires",
    "talks": "talks and mediations",
    "control": "entries on who holds what",
    "relations": "relations between actors",
    "blames": "accusations and other blame",
    "risks": "risks that sources see",
    "care": "statements to handle with care",
    "gaps": "gaps in what is known",
}


def main(reports: Path, out: Path) -> int:
    """Track ``reports`` into ``out`` and return the exit status of the command."""
    clear(out)
    started = time.perf_counter()
    command = Path(sys.executable).with_name("contested")
    done = subprocess.run([command, "track", reports, "--out", out], check=False, stdin=subprocess.DEVNULL)
    took = time.perf_counter() - started
    if done.returncode:
        return done.returncode
    print(f"\nTracking took {took:.1f} s.")
    for line in summary(out / "record.json"):
        print(line)
    print(f"Open the page: {(out / 'index.html').resolve()}")
    return 0


def clear(out: Path) -> None:
    """Remove an earlier demo, and nothing that is no dossier."""
    if (out / "record.duckdb").exists() or (out / "dossier.toml").exists():
        shutil.rmtree(out)


def summary(record: Path) -> list[str]:
    """Return what a record holds, one kind of thing a line."""
    held = json.loads(record.read_text(encoding="utf-8"))
    claims = sum(len(document["claims"]) for document in held["documents"])
    rows = [
        (len(held["reports"]), "reports"),
        (len(held["origins"]), "independent origins"),
        (claims, "claims"),
        (len(held["events"]), "events"),
        (len(held["disputes"]), "pairs of claims in dispute"),
        *((len(held["ledgers"][name]), label) for name, label in LEDGERS.items() if held["ledgers"][name]),
    ]
    return [f"{count:>6}  {name}" for count, name in rows]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
