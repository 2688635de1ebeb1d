"""Quality floors: the F1 that the program must reach on each gold corpus. They go up, and never down in silence."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources

from contested.evaluate.score import Aspect, Scores
from contested.model.errors import ResourceError


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A aspect that lies below its floor; both in percent."""

    aspect: Aspect
    floor: float
    reached: float


def floors(corpus: str) -> dict[Aspect, float]:
    """Return the floors of a corpus (the name of its folder) in percent; none where it has none."""
    text = (resources.files("contested.evaluate") / "floors.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text).get(corpus, {})
    unknown = sorted(set(rows) - set(Aspect))
    if unknown:
        raise ResourceError(f"floors.toml, [{corpus}]: no such aspect {', '.join(unknown)}. Use {', '.join(Aspect)}")
    return {Aspect(name): float(value) for name, value in rows.items()}


def shortfalls(corpus: str, scores: Scores) -> list[Shortfall]:
    """Return every aspect that is below its floor, to a tenth of a percent."""
    reached = {aspect: round(100 * tally.f1, 1) for aspect, tally in scores.items()}
    return [
        Shortfall(aspect, floor, reached[aspect]) for aspect, floor in floors(corpus).items() if reached[aspect] < floor
    ]
