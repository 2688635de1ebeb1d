"""The default model as it ships: fitted once on open data, kept as numbers, so that a single series can be foreseen.

`python -m contested.outlook.compile FILE...` fits it anew and writes ``data/blend.json``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from contested.model.errors import ResourceError
from contested.outlook.baselines import Smoothed
from contested.outlook.blend import FittedBlend, FittedPair
from contested.outlook.cases import FAR, NEAR, Span
from contested.outlook.features import AHEAD
from contested.outlook.forecast import Fitted
from contested.outlook.ladder import MEMORIES, RUNGS, FittedLadder
from contested.outlook.panel import Floats

NAME = "blend.json"


@dataclass(frozen=True, slots=True, eq=False)
class Shipped:
    """The fitted default, the last month that it was fitted on, where its data came from, and its published score."""

    model: FittedPair
    until: int
    source: str
    score: str


@cache
def shipped() -> Shipped:
    """Return the shipped model; ResourceError where the file is not there or of another form."""
    try:
        value = json.loads(resources.files("contested.outlook").joinpath("data", NAME).read_bytes())
        near, far = _read(value["near"], NEAR), _read(value["far"], FAR)
        model = FittedPair(lambda: near, lambda: far)
        return Shipped(model, int(value["until"]), str(value["source"]), str(value["score"]))
    except (FileNotFoundError, KeyError, ValueError) as error:
        raise ResourceError(
            f"outlook/data/{NAME}: missing or malformed. Compile it: docs/outlook.md says how"
        ) from error


def written(model: FittedPair, until: int, source: str, score: str) -> str:
    """Return the JSON of a fitted default model; numbers keep six significant digits."""
    value = {
        "source": source,
        "licence": "CC BY 4.0 (fitted on data of the Uppsala Conflict Data Program)",
        "until": until,
        "score": score,
        "near": _blend(model.near()),
        "far": _blend(model.far()),
    }
    return json.dumps(value, separators=(",", ":")).replace('"weights"', '\n"weights"').replace("],[", "],\n[") + "\n"


def _blend(blend: FittedBlend) -> Mapping[str, Any]:
    ladder, *kernels = blend.parts
    if not isinstance(ladder, FittedLadder) or not all(isinstance(kernel, Smoothed) for kernel in kernels):
        raise ResourceError("the blend to be written is not the default one. Use contested.outlook.blend.NearAndFar()")
    return {
        "weights": _short(blend.weights),
        "kernels": [[k.months, k.half_life, k.near, k.far] for k in kernels if isinstance(k, Smoothed)],
        "ladder": {
            "ahead": list(AHEAD),
            "memories": list(MEMORIES),
            "rungs": RUNGS.tolist(),
            "mean": _short(ladder.mean),
            "scale": _short(ladder.scale),
            "usual": _short(ladder.usual),
            "weights": _short(ladder.weights),
            "cap": ladder.cap,
        },
    }


def _read(value: Mapping[str, Any], span: Span) -> FittedBlend:
    ladder = value["ladder"]
    if ladder["rungs"] != RUNGS.tolist() or ladder["ahead"] != list(AHEAD) or ladder["memories"] != list(MEMORIES):
        raise ValueError("fitted by another version")
    mean, scale, usual, weights = (np.array(ladder[name]) for name in ("mean", "scale", "usual", "weights"))
    parts: tuple[Fitted, ...] = (
        FittedLadder(mean, scale, usual, weights, float(ladder["cap"]), span),
        *(Smoothed(int(months), *rest) for months, *rest in value["kernels"]),
    )
    return FittedBlend(parts, np.array(value["weights"]))


def _short(values: Floats) -> Sequence[Any]:
    return [_short(row) if np.ndim(row) else float(f"{row:.6g}") for row in values]
