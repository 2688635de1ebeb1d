"""A world of known effects, to see whether what is put in is found again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from contested.outlook.effects import deviance, fit_effects
from contested.outlook.panel import Floats
from contested.outlook.signals import Sign


@dataclass(frozen=True, slots=True)
class World:
    """A dossier's world: deaths follow last month's and last year's, and one kind of sign raises the next month's.

    ``effect`` is the log rate ratio of one more sign; deaths are over-dispersed (negative binomial of size ``size``).
    """

    effect: float = 0.7
    months: int = 240
    signs_a_month: float = 0.5
    level: float = 1.2
    persistence: float = 0.3
    size: float = 3.0
    sign: Sign = Sign.VIOLATED


def drawn(world: World, seed: int) -> tuple[Floats, Floats]:
    """Return deaths (months,) and signs (months, kinds of sign); signs of other kinds have no effect."""
    rng = np.random.default_rng(seed)
    signs = rng.poisson(world.signs_a_month, (world.months, len(Sign))).astype(np.float64)
    telling = list(Sign).index(world.sign)
    deaths = np.zeros(world.months)
    for month in range(1, world.months):
        past = np.log1p(deaths[month - 1]) + np.log1p(deaths[max(0, month - 12) : month].mean())
        rate = np.exp(min(world.level + world.persistence * past + world.effect * signs[month - 1, telling], 9.0))
        deaths[month] = rng.poisson(rng.gamma(world.size, rate / world.size))
    return deaths, signs


@dataclass(frozen=True, slots=True)
class Ablation:
    """What signs add: the effect found and its error, and the mean deviance a later month with and without signs."""

    effect: float
    error: float
    with_signs: float
    without_signs: float


def ablation(world: World, seed: int, kept_for_later: int = 60) -> Ablation:
    """Return the effect found on the earlier months, and the Poisson deviance on the later ones with and without."""
    deaths, signs = drawn(world, seed)
    cut = world.months - kept_for_later
    full = fit_effects(deaths[:cut], signs[:cut])
    bare = fit_effects(deaths[:cut], signs[:cut, :0])
    came, late = deaths[cut:], slice(cut - 12, None)
    place = 3 + list(Sign).index(world.sign)
    return Ablation(
        float(full.weights[place]),
        float(full.errors[place]),
        deviance(came, full.rate(deaths, signs)[late]),
        deviance(came, bare.rate(deaths, signs[:, :0])[late]),
    )
