"""Middles of first-level areas: the land of a country is shared out among its settlements, each cell to the nearest.

No outlines of first-level areas ship with the package. Country outlines (Natural Earth) and settlements with the name
of their area (GeoNames) give them closely enough: the middle of the cells of an area is its representative point.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from contested.lexicon._places_types import EARTH_RADIUS_KM

F64 = npt.NDArray[np.float64]
Ring = Sequence[Sequence[float]]  # (longitude, latitude) pairs, not closed

_CELLS: Final = 6000  # of a country, at most
_FINEST: Final = 0.05  # degrees
_COARSEST: Final = 0.5
_LEAST: Final = 6  # cells below which an area is too small for this
_WITHIN: Final = 95.0  # percent of the cells that the radius covers
_CHUNK: Final = 256


@dataclass(frozen=True, slots=True)
class Middle:
    """A representative point in degrees, and the radius in km that holds all but the outermost cells."""

    latitude: float
    longitude: float
    radius_km: float


def area_middles(rings: Sequence[Ring], points: F64, areas: Sequence[str]) -> dict[str, Middle]:
    """Return the middle of every area that is large enough, by name.

    ``points`` is (settlements, 2) in degrees, latitude first; ``areas`` names the area of each settlement.
    """
    cells = _land_cells(rings)
    if not len(cells) or not len(points):
        return {}
    vectors, names = _vectors(cells), np.array(areas)
    nearest = names[_nearest(vectors, _vectors(points))]
    weights = np.cos(np.radians(cells[:, 0]))
    return {
        str(name): _middle(vectors[here], weights[here])
        for name in np.unique(nearest)
        if (here := nearest == name).sum() >= _LEAST
    }


def land_middle(rings: Sequence[Ring]) -> tuple[float, float] | None:
    """Return the middle of the land within rings, (latitude, longitude); None where it is too small to tell."""
    cells = _land_cells(rings)
    if len(cells) < _LEAST:
        return None
    middle = _middle(_vectors(cells), np.cos(np.radians(cells[:, 0])))
    return middle.latitude, middle.longitude


def _land_cells(rings: Sequence[Ring]) -> F64:
    """Return the middles of the cells that lie inside the rings, (n, 2), latitude first."""
    boxes = [np.array(ring, dtype=np.float64) for ring in rings]
    total = sum(float(np.ptp(box[:, 0]) * np.ptp(box[:, 1])) for box in boxes)
    step = min(_COARSEST, max(_FINEST, math.sqrt(total / _CELLS)))
    found = [cells for box in boxes if len(cells := _cells_inside(box, step))]
    return np.concatenate(found) if found else np.empty((0, 2))


def _cells_inside(ring: F64, step: float) -> F64:
    longitudes = np.arange(ring[:, 0].min() + step / 2, ring[:, 0].max(), step)
    latitudes = np.arange(ring[:, 1].min() + step / 2, ring[:, 1].max(), step)
    grid = np.array(np.meshgrid(latitudes, longitudes, indexing="ij")).reshape(2, -1).T
    return grid[_inside(grid, ring)]


def _inside(grid: F64, ring: F64) -> npt.NDArray[np.bool_]:
    """Return which points lie inside a ring: an odd number of its edges is crossed on the way east."""
    odd = np.zeros(len(grid), dtype=bool)
    latitude, longitude = grid[:, 0], grid[:, 1]
    for (x1, y1), (x2, y2) in _edges(ring):
        if y1 != y2:
            crosses = (y1 > latitude) != (y2 > latitude)
            odd ^= crosses & (longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1)
    return odd


def _edges(ring: F64) -> Iterator[tuple[F64, F64]]:
    return zip(ring, np.roll(ring, -1, axis=0), strict=True)


def _vectors(degrees: F64) -> F64:
    latitude, longitude = np.radians(degrees).T
    return np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], axis=1
    )


def _nearest(cells: F64, points: F64) -> npt.NDArray[np.int64]:
    """Return for each cell the number of the nearest point; the lowest of equals."""
    parts = [np.argmax(cells[at : at + _CHUNK] @ points.T, axis=1) for at in range(0, len(cells), _CHUNK)]
    return np.concatenate(parts).astype(np.int64)


def _middle(vectors: F64, weights: F64) -> Middle:
    mean = (vectors * weights[:, None]).sum(axis=0)
    mean /= np.linalg.norm(mean)
    away = np.arccos(np.clip(vectors @ mean, -1.0, 1.0)) * EARTH_RADIUS_KM
    latitude, longitude = math.degrees(math.asin(mean[2])), math.degrees(math.atan2(mean[1], mean[0]))
    return Middle(round(latitude, 3), round(longitude, 3), round(float(np.percentile(away, _WITHIN)), 1))
