"""What an installed distribution needs, read from the metadata of this environment."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def closure(name: str) -> frozenset[str]:
    """Return a distribution (`name` or `name[extra]`) and all that it needs on this machine, by canonical name."""
    found: set[tuple[str, frozenset[str]]] = set()
    todo = [Requirement(name)]
    while todo:
        wanted = todo.pop()
        key = (canonicalize_name(wanted.name), frozenset(wanted.extras))
        if key not in found:
            found.add(key)
            todo += needed_by(wanted)
    return frozenset(name for name, _ in found)


def needed_by(wanted: Requirement) -> Iterator[Requirement]:
    """Yield what one requirement needs, for the extras that it asks for."""
    for line in metadata.requires(wanted.name) or ():
        needed = Requirement(line)
        if any(not needed.marker or needed.marker.evaluate({"extra": extra}) for extra in ["", *sorted(wanted.extras)]):
            yield needed
