"""Compile `resources/` into the data files of the package: `python -m contested.lexicon.compile [--check]`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from contested.lexicon._compile_actors import compile_actors
from contested.lexicon._compile_confidence import compile_confidence
from contested.lexicon._compile_events import compile_events
from contested.lexicon._compile_places import compile_places
from contested.lexicon._compile_times import compile_times
from contested.model.errors import ContestedError

DATA = Path(__file__).parent / "data"
RESOURCES = Path(__file__).parents[3] / "resources"
Compiler = Callable[[Path], dict[str, bytes]]
COMPILERS: tuple[Compiler, ...] = (compile_actors, compile_confidence, compile_events, compile_places, compile_times)


def compile_all(resources: Path, compilers: Sequence[Compiler] = COMPILERS) -> dict[str, bytes]:
    """Return all compiled files by name. Pure: the same resources give the same bytes."""
    files: dict[str, bytes] = {}
    for compile_part in compilers:
        files |= compile_part(resources)
    return files


def check_current(
    resources: Path = RESOURCES, data: Path = DATA, compilers: Sequence[Compiler] = COMPILERS
) -> list[str]:
    """Return the names of compiled files that are missing or differ from what the resources give, sorted."""
    fresh = compile_all(resources, compilers)
    return sorted(name for name, content in fresh.items() if not _is_same(data / name, content))


def _is_same(path: Path, content: bytes) -> bool:
    """Return whether the file holds exactly these bytes."""
    return path.is_file() and path.read_bytes() == content


def write(resources: Path = RESOURCES, data: Path = DATA) -> list[str]:
    """Write the compiled files that changed; return their names."""
    data.mkdir(exist_ok=True)
    stale = {name: content for name, content in compile_all(resources).items() if not _is_same(data / name, content)}
    for name, content in sorted(stale.items()):
        (data / name).write_bytes(content)
    return sorted(stale)


def main(arguments: list[str]) -> int:
    """Write, or with --check only compare; return the exit status."""
    try:
        stale = check_current() if "--check" in arguments else write()
    except ContestedError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for name in stale:
        sys.stdout.write(f"{'stale' if '--check' in arguments else 'written'}: src/contested/lexicon/data/{name}\n")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
