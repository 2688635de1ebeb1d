"""What is known of a unit at the end of a month, as numbers: levels, shares, silence, trend, neighbours.

Every feature looks backwards only, so that the value at month t of a whole panel is the value at t of a panel that
ends there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from contested.lexicon.places import load_world_outline
from contested.outlook.panel import Bools, Floats, Unit

NEVER = 400.0  # months of silence that a unit without any death is given
BATTLE = 25.0  # UCDP's threshold of an active conflict, here by month
AHEAD = ("mean1", "mean3", "log6", "mean12", "silence", "share12", "share120", "ever")  # with a slope over the horizon
_HINGES = {"log6": (0.3, 1.0, 2.0, 3.0, 4.5, 6.0), "mean12": (0.3, 1.0, 2.0, 3.0, 4.5, 6.0),
           "silence": (0.7, 1.6, 2.6, 3.6)}  # fmt: skip


def features(y: Floats, units: Sequence[Unit]) -> tuple[tuple[str, ...], Floats]:
    """Return the names of the features and their values, shape (units, months, features).

    NaN in ``y`` counts as no deaths. Features of neighbours are NaN for a unit that has none on the map.
    """
    known = np.nan_to_num(y)
    table = dict(_own(known))
    for name, knots in _HINGES.items():
        table |= {f"{name}>{knot:g}": np.maximum(table[name] - knot, 0.0) for knot in knots}
    table |= dict(_around(known, neighbours(tuple(unit.iso3 for unit in units))))
    return tuple(table), np.stack(list(table.values()), axis=-1)


def trailing_mean(values: Floats, months: int) -> Floats:
    """Return the mean of the last ``months`` values at every month; of fewer where the series is younger."""
    total = np.cumsum(np.pad(values, ((0, 0), (1, 0))), axis=1)
    ends = np.arange(1, values.shape[1] + 1)
    starts = np.maximum(ends - months, 0)
    return np.asarray((total[:, ends] - total[:, starts]) / (ends - starts))


def faded_mean(values: Floats, half_life: float) -> Floats:
    """Return the mean of all values up to every month, a month ``half_life`` back weighing half."""
    keep = 0.5 ** (1 / half_life)
    total, weight, out = np.zeros(len(values)), 0.0, np.empty_like(values)
    for month in range(values.shape[1]):
        total, weight = total * keep + values[:, month], weight * keep + 1
        out[:, month] = total / weight
    return out


def months_since(happened: Bools) -> Floats:
    """Return the months since it last happened (0: this month) at every month; NEVER where it did not."""
    months = np.arange(happened.shape[1], dtype=np.float64)
    last = np.maximum.accumulate(np.where(happened, months, -np.inf), axis=1)
    return np.minimum(months - last, NEVER)


def _own(known: Floats) -> Iterator[tuple[str, Floats]]:
    logs, some, many = np.log1p(known), (known > 0.5).astype(np.float64), (known >= BATTLE).astype(np.float64)
    means = {months: np.log1p(trailing_mean(known, months)) for months in (1, 3, 6, 12, 24, 60, 120)}
    yield from ((f"mean{months}", values) for months, values in means.items())
    yield "ever", np.log1p(trailing_mean(known, known.shape[1]))
    yield from ((f"log{months}", trailing_mean(logs, months)) for months in (3, 6, 12, 36))
    yield "faded6", np.log1p(faded_mean(known, 6))
    yield "fadedlog12", faded_mean(logs, 12)
    yield from ((f"share{months}", trailing_mean(some, months)) for months in (6, 12, 36, 120))
    yield from ((f"battle{months}", trailing_mean(many, months)) for months in (36, 120))
    silent = months_since(known > 0.5)
    yield "silence", np.log1p(silent)
    yield "lull", np.log1p(months_since(known >= BATTLE))
    yield from ((f"quiet{months}", (silent >= months).astype(np.float64)) for months in (12, 60, 120))
    spread = trailing_mean(logs**2, 12) - trailing_mean(logs, 12) ** 2
    yield "spread12", np.sqrt(np.maximum(spread, 0.0))
    yield "worst12", _trailing_max(logs, 12)
    yield "trend", means[3] - means[12]
    yield "drift", means[12] - means[60]


def _around(known: Floats, near: Floats) -> Iterator[tuple[str, Floats]]:
    count = near.sum(1, keepdims=True)
    alone = count[:, 0] == 0
    share = near / np.maximum(count, 1)
    level = np.log1p(trailing_mean(known, 6))
    worst = np.zeros_like(known)
    for row, others in enumerate(near > 0):
        if others.any():
            worst[row] = level[others].max(0)
    table = {
        "around12": share @ np.log1p(trailing_mean(known, 12)),
        "around_worst": worst,
        "around_share": share @ (trailing_mean((known > 0.5).astype(np.float64), 12) > 0).astype(np.float64),
    }
    for name, values in table.items():
        values[alone] = np.nan
        yield name, values


def _trailing_max(values: Floats, months: int) -> Floats:
    padded = np.pad(values, ((0, 0), (months - 1, 0)))
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, months, axis=1).max(-1))


@cache
def neighbours(codes: tuple[str, ...]) -> Floats:
    """Return the adjacency of countries (ISO 3166-1 alpha-3), shape (units, units): 1 where outlines share a point."""
    points: dict[str, set[tuple[float, float]]] = {}
    for code, rings in load_world_outline():
        points.setdefault(code, set()).update((point[0], point[1]) for ring in rings for point in ring)
    shapes = [points.get(code, set()) for code in codes]
    out = np.zeros((len(codes), len(codes)))
    for row, one in enumerate(shapes):
        for column, other in enumerate(shapes[:row]):
            if codes[row] != codes[column] and not one.isdisjoint(other):
                out[row, column] = out[column, row] = 1.0
    return out
