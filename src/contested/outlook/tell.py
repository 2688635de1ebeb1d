"""From samples to an outlook: points, chances with their words, and what drives them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from contested.model.outlook import Chance, MonthAhead, Outlook
from contested.outlook.backtest import escalation_bar
from contested.outlook.blend import FittedPair, NearAndFar, activity
from contested.outlook.effects import moved_samples
from contested.outlook.forecast import Draw
from contested.outlook.ladder import RUNGS, FittedLadder
from contested.outlook.months import first_day, month_text
from contested.outlook.panel import Bools, Floats, Panel
from contested.outlook.shipped import shipped
from contested.outlook.words import chance_words

AHEAD = tuple(range(1, 15))
POINTS = (0.05, 0.25, 0.5, 0.75, 0.95)
THRESHOLDS = (1, 25, 100, 1000)
SHOWN_HISTORY = 36  # months
ENOUGH_UNITS = 20  # to fit a model of one's own
DRIVEN = 2.5  # a driver is named from a factor of e to the power of 1/DRIVEN on
_GROUPS = (
    ("how deadly recent months were", ("mean1", "mean3", "mean6", "log3", "log6", "faded6", "trend")),
    ("how deadly the last one to two years were",
     ("mean12", "mean24", "log12", "fadedlog12", "worst12", "spread12", "drift")),
    ("how many of the last months had deaths", ("share6", "share12", "share36")),
    ("the time since the last deaths", ("silence", "lull", "quiet12", "quiet60", "quiet120")),
    ("its longer past", ("mean60", "mean120", "log36", "share120", "battle36", "battle120", "ever")),
    ("fighting in neighbouring countries", ("around12", "around_worst", "around_share")),
)  # fmt: skip
_OWN_PASSING = "how often it has passed such heights before"


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """What an outlook rests on: a panel, the fitted default, and the words for what was counted."""

    panel: Panel
    model: FittedPair
    words: str


def basis_of(panel: Panel, words: str) -> Basis:
    """Return the default model for a panel: the shipped one, or one fitted to the panel itself.

    It is fitted anew where the shipped one has seen months after the panel's end, which would flatter a hindcast, and
    the panel has units enough to learn from.
    """
    ready = shipped()
    if panel.last < ready.until and len(panel.units) >= ENOUGH_UNITS:
        return Basis(panel, NearAndFar().fit(panel), f"{words}; model fitted on data up to {month_text(panel.last)}")
    late = "" if panel.last >= ready.until else ", which is later than this outlook: its score does not apply"
    return Basis(panel, ready.model, f"{words}; model fitted on data up to {month_text(ready.until)}{late}")


def outlook_of(basis: Basis, row: int, factors: Floats | None = None) -> Outlook:
    """Return the outlook of the unit in a row of the panel, for the fourteen months after its last.

    ``factors``, one a month ahead, are what signs do to the mean of the months.
    """
    panel = basis.panel
    one = panel.only(np.arange(len(panel.units)) == row)
    samples = basis.model.predict(panel, Draw(horizons=AHEAD))[row]
    samples = samples if factors is None else moved_samples(samples, factors)
    recent = float(panel.known()[row, -12:].mean())
    shown = panel.y[row, -SHOWN_HISTORY:]
    start = panel.last - len(shown) + 1
    return Outlook(
        target=one.units[0].name or one.units[0].id,
        as_of=first_day(panel.last),
        model="blend",
        known=tuple((first_day(start + n), None if np.isnan(v) else float(v)) for n, v in enumerate(shown)),
        months=tuple(_month(panel.last + h, drawn, recent) for h, drawn in zip(AHEAD, samples, strict=True)),
        drivers=_drivers(basis, row),
        score=shipped().score,
        basis=basis.words,
    )


def refused(target: str, why: str) -> Outlook:
    """Return an outlook that says why there is none."""
    return Outlook(target, None, "blend", (), (), (), shipped().score, "", refusal=why)


def _month(month: int, drawn: Floats, recent: float) -> MonthAhead:
    low, lower, middle, upper, high = (float(v) for v in np.quantile(drawn, POINTS, method="inverted_cdf"))
    chances = [_chance(f"at least {threshold}", drawn >= threshold) for threshold in THRESHOLDS]
    bar = float(escalation_bar(np.array([recent]))[0])
    if recent == 0:
        chances.append(_chance("onset: 25 or more after a quiet year", drawn >= bar))
    else:
        chances.append(_chance(f"escalation: {bar:,.0f} or more", drawn >= bar))
        chances.append(_chance(f"de-escalation: under {max(recent / 2, 1):,.0f}", drawn < max(recent / 2, 1)))
    return MonthAhead(first_day(month), (low, lower, middle, upper, high), tuple(chances))


def _chance(what: str, happened: Bools) -> Chance:
    share = float(happened.mean())
    return Chance(what, share, chance_words(share))


def _drivers(basis: Basis, row: int) -> tuple[str, ...]:
    """Return what moves the chance of more than 25 deaths (of more than of late, in wars) six months ahead."""
    blend = basis.model.far()
    ladder = next((part for part in blend.parts if isinstance(part, FittedLadder)), None)
    if ladder is None:
        return ()
    recent = float(basis.panel.known()[row, -12:].mean())
    height = float(RUNGS[min(max(8, int(np.searchsorted(RUNGS, recent))), len(RUNGS) - 1)])
    moved = ladder.moved_by(basis.panel, row, 6, height)
    pulls: dict[str, float] = defaultdict(float)
    for name, pull in moved.items():
        base = name.partition(">")[0]
        pulls[next((words for words, members in _GROUPS if base in members), _OWN_PASSING)] += pull
    strongest = sorted(pulls.items(), key=lambda item: (-abs(item[1]), item[0]))
    told = [f"{words} {'raises' if pull > 0 else 'lowers'} it" for words, pull in strongest if abs(pull) > 1 / DRIVEN]
    group = int(activity(basis.panel)[row])
    learned = float(blend.weights[group][0])
    weight = f"{100 * learned:.0f} % of the blend is the model learned across countries, the rest its own recent past"
    return (*told[:4], weight)
