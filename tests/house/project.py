"""The files of the project, as git or the file system lists them."""

from __future__ import annotations

import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "contested"
MADE = {".git", ".venv", "demo", "out", "dist", "build", "checkpoints", "__pycache__"}


@cache
def files() -> tuple[Path, ...]:
    """Return the files that belong to the project: tracked, or new and not ignored."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:  # an unpacked archive, without git
        return tuple(sorted(path for path in ROOT.rglob("*") if path.is_file() and not MADE & set(path.parts)))
    return tuple(sorted(ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()))


@cache
def pyproject() -> dict[str, Any]:
    """Return the project file."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
