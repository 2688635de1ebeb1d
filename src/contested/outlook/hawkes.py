"""A discrete self-exciting (Hawkes) model of events by day: every event raises the rate of the days after it.

Rate of day t: base + branching * sum over earlier days s of events(s) * (1 - decay) * decay^(t - s - 1). ``branching``
is how many further events one event brings on. After Hawkes (1971), with geometric memory; fitted by maximum
likelihood: expectation-maximisation for base and branching (Veen and Schoenberg 2008), a grid for the decay.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from contested.outlook.panel import Floats

DECAYS = tuple(float(decay) for decay in 0.5 ** (1 / np.array([0.5, 1, 2, 4, 7, 14, 30, 60])))
ENOUGH_EVENTS = 50
_MOST_BRANCHING = 0.98  # more, and the number of events has no bound


@dataclass(frozen=True, slots=True)
class Hawkes:
    """Base events a day, further events that one brings on, and the share of its pull that is left after a day."""

    base: float
    branching: float
    decay: float

    @property
    def half_life(self) -> float:
        """Return the days after which half of an event's pull is spent."""
        return float(np.log(0.5) / np.log(self.decay))

    def rates(self, counts: Floats) -> Floats:
        """Return the expected events of every day, given those before it."""
        return self.base + self.branching * _pull(counts, self.decay)

    def likelihood(self, counts: Floats) -> float:
        """Return the log likelihood of daily counts, without the terms that depend on the counts alone."""
        rates = np.maximum(self.rates(counts), 1e-12)
        return float((counts * np.log(rates) - rates).sum())

    def ahead(self, counts: Floats, days: int, runs: int, seed: int) -> Floats:
        """Return simulated counts of the days after ``counts``, shape (runs, days)."""
        rng = np.random.default_rng(seed)
        memory = np.full(runs, _pull(np.append(counts, 0.0), self.decay)[-1])
        out = np.empty((runs, days))
        for day in range(days):
            out[:, day] = rng.poisson(np.minimum(self.base + self.branching * memory, 1e4))
            memory = memory * self.decay + (1 - self.decay) * out[:, day]
        return out


def fit_hawkes(counts: Floats, rounds: int = 200) -> Hawkes:
    """Return the model of most likelihood for daily counts."""
    found = [_fit_given(counts, decay, rounds) for decay in DECAYS]
    return max(found, key=lambda model: model.likelihood(counts))


def _fit_given(counts: Floats, decay: float, rounds: int) -> Hawkes:
    pull, total, days = _pull(counts, decay), float(counts.sum()), len(counts)
    base, branching = max(total / days / 2, 1e-6), 0.5
    for _ in range(rounds):
        rates = np.maximum(base + branching * pull, 1e-12)
        base = float((counts * base / rates).sum()) / days
        branching = min(
            float((counts * branching * pull / rates).sum()) / max(float(pull.sum()), 1e-12), _MOST_BRANCHING
        )
    return Hawkes(base, branching, decay)


def _pull(counts: Floats, decay: float) -> Floats:
    out, memory = np.empty(len(counts)), 0.0
    for day, count in enumerate(counts):
        out[day] = memory
        memory = memory * decay + (1 - decay) * float(count)
    return out
