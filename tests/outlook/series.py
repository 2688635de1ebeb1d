"""Generated series: some units quiet, some smouldering, some at war, with spells that begin and end."""

from __future__ import annotations

import numpy as np

from contested.outlook.months import month_number
from contested.outlook.panel import Panel, Unit

FIRST = month_number(1990, 1)
CODES = ("ARM", "AZE", "GEO", "TUR", "IRN", "SYR", "IRQ", "KEN", "ETH", "SOM", "UGA", "TZA", "FRA", "DEU", "ESP", "PRT")


def generated(months: int = 408, units: int = 48, seed: int = 5) -> Panel:
    """Return a panel of units whose state (quiet, low, war) is a Markov chain, with over-dispersed deaths."""
    rng = np.random.default_rng(seed)
    move = np.array([[0.99, 0.009, 0.001], [0.04, 0.94, 0.02], [0.01, 0.06, 0.93]])
    level = np.array([0.0, 6.0, 150.0])
    state = rng.integers(0, 3, units) * (np.arange(units) % 3 == 0)
    y = np.zeros((units, months))
    for month in range(months):
        state = np.array([rng.choice(3, p=move[s]) for s in state])
        y[:, month] = rng.poisson(level[state] * rng.gamma(1.2, 1 / 1.2, units))
    named = tuple(Unit(str(n + 1), f"Unit {n + 1}", CODES[n] if n < len(CODES) else "") for n in range(units))
    return Panel(named, FIRST, y, "generated")
