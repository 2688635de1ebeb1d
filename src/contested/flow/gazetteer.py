"""Building a gazetteer from GeoNames downloads, and taking one into use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contested.lexicon.gazetteer import build_gazetteer


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave: how many places the files held, and the size of the gazetteer in bytes."""

    places: int
    size: int


def build(dumps: Sequence[Path], areas: Path | None, out: Path, least: int) -> Built:
    """Write the gazetteer of GeoNames files to ``out``. ResourceError where a file is not of their form."""
    data, places = build_gazetteer(dumps, areas, least)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(data)
    return Built(places, len(data))
