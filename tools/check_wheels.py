"""Check that every run-time dependency comes as a wheel for each supported Python on Linux (x86_64).

The dependencies are those of the installed package, with all that they need. A wheel that is made for any Python 3
(`py3-none-any`, `abi3`) is good when the distribution's own `Requires-Python` admits the others too. For each of the
rest pip is asked whether the index has a wheel for that Python; nothing is downloaded. An extra that lacks a
wheel for the newest Python is reported and no failure: an engine may lag behind.
Good answers are kept in .venv for a week.

Usage: python tools/check_wheels.py
"""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path

from closure import closure
from packaging.specifiers import SpecifierSet

CACHE = Path(__file__).resolve().parents[1] / ".venv" / "wheels"
PYTHONS = ("3.12", "3.13", "3.14")
EXTRAS = "contested[frames,ray,web]"  # what users install on top; `dev` and `train` are for this repository alone
PLATFORMS = ("manylinux_2_28_x86_64", "manylinux2014_x86_64")
FRESH = 7 * 86_400  # seconds


def for_one_python(name: str) -> bool:
    """Return whether the installed wheel of a distribution fits this Python alone."""
    tags = [line for line in (metadata.distribution(name).read_text("WHEEL") or "").splitlines() if "Tag:" in line]
    return not any("-abi3-" in tag or "py3-none" in tag for tag in tags)


def refused(name: str, python: str) -> bool:
    """Return whether a distribution's own metadata rules out a Python."""
    wanted = metadata.metadata(name)["Requires-Python"]
    return wanted is not None and not SpecifierSet(wanted).contains(f"{python}.99")


def problem(name: str, python: str) -> str:
    """Return why a distribution cannot be had as a wheel for a Python; empty where it can."""
    if refused(name, python):
        return f"{name} does not support Python {python}"
    if not for_one_python(name):
        return ""
    kept = CACHE / f"{name}-{python}"
    if kept.exists() and time.time() - kept.stat().st_mtime < FRESH:
        return ""
    complaint = ask_pip(name, python)
    if not complaint:
        CACHE.mkdir(parents=True, exist_ok=True)
        kept.touch()
    return complaint


def ask_pip(name: str, python: str) -> str:
    """Return pip's complaint (one line) where the index has no wheel of a distribution for a Python."""
    target = ["--only-binary=:all:", "--python-version", python]
    platforms = [word for tag in PLATFORMS for word in ("--platform", tag)]
    command = [sys.executable, "-m", "pip", "index", "versions", "-q", *target, *platforms, name]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if not done.returncode:
        return ""
    lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    return f"{name}: {(lines or done.stderr.splitlines() or ['pip failed'])[-1]}"


def problems(names: frozenset[str], python: str) -> list[str]:
    """Return one line for each distribution that has no wheel for a Python."""
    with ThreadPoolExecutor(4) as pool:
        return [line for line in pool.map(lambda name: problem(name, python), sorted(names)) if line]


def main() -> int:
    """Print a verdict for each Python and return 1 when a core dependency has no wheel."""
    core = closure("contested") - {"contested"}
    extras = closure(EXTRAS) - core - {"contested"}
    failed = False
    for python in PYTHONS:
        found = problems(core, python)
        failed = failed or bool(found)
        print(f"   Python {python}: {len(core)} dependencies, {len(found)} without a wheel")
        for line in found:
            print(f"     {line}")
    for line in problems(extras, PYTHONS[-1]):
        print(f"     with the extras: {line} (reported, not required)")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
