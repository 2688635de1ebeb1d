"""Reconciled tolls: rival figures side by side, and one row of them by a named rule. Nothing is summed or dropped."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from contested.model.events import Event
from contested.model.ids import content_id
from contested.model.ledgers import ReconciledToll, Rule, TollEntry
from contested.model.quantities import Scope, Toll, TollBasis
from contested.model.record import Record

_TOTALS = frozenset({Scope.WHOLE_CONFLICT, Scope.EPISODE, Scope.CUMULATIVE})
_Bounds = tuple[float | None, float | None, float | None]


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure as one voice gives it, with the independent origins that tell it."""

    entry: TollEntry
    voice: str
    origins: frozenset[str]

    @property
    def bounds(self) -> _Bounds:
        return _bounds(self.entry.toll)


def reconciled_tolls(record: Record, rule: Rule = Rule.RANGE) -> tuple[ReconciledToll, ...]:
    """Return one row for each side's people, kind and happening (or period), put together by ``rule``.

    A claimant's earlier figures that a later one revises are left aside; copies of one text count as one origin.
    """
    event_of = {claim: event for event in record.events for claim in event.claims}
    groups: dict[tuple[str, ...], list[_Figure]] = defaultdict(list)
    for figure in _figures(record):
        key = _key(figure.entry, event_of.get(figure.entry.claim))
        groups[key].append(figure)
    rows = [_row(groups[key], event_of.get(groups[key][0].entry.claim), rule) for key in sorted(groups)]
    return tuple(sorted(rows, key=lambda row: (_day(row), row.id)))


def _figures(record: Record) -> list[_Figure]:
    origin_of = {report: origin.id for origin in record.origins for report in origin.reports}
    source_of = {report.id: report.source_name for report in record.reports}
    told = {claim.id: claim for claim in record.claims}
    found = []
    for entry in record.tolls:
        if entry.toll.subset_of is None and any(bound is not None for bound in _bounds(entry.toll)):
            report = told[entry.claim].report_id
            voice = entry.claimant or f"source:{source_of[report]}"
            found.append(_Figure(entry, voice, frozenset({origin_of.get(report, report)})))
    return found


def _key(entry: TollEntry, event: Event | None) -> tuple[str, ...]:
    """Return what two figures must share to be of one thing: the happening, or for a total its scope and end."""
    toll = entry.toll
    total = toll.scope in _TOTALS
    about = "" if event is None or total else event.id
    when = entry.time.edtf if entry.time and (total or event is None) else ""
    alone = entry.claim if not about and not when else ""
    scope = toll.scope.value if total else ""
    return (about, alone, when, scope, ",".join(sorted(entry.whose)), toll.kind.value, toll.unit)


def _bounds(toll: Toll) -> _Bounds:
    """Return low, best and high, where a bound that is not stated is the best figure."""
    best = toll.best
    low = toll.low if toll.low is not None else best
    return low, best, toll.high if toll.high is not None else best


def _day(row: ReconciledToll) -> str:
    start = (row.time.start or row.time.end) if row.time else None
    return start.isoformat() if start else "9999"


def _row(figures: Sequence[_Figure], event: Event | None, rule: Rule) -> ReconciledToll:
    revised = {f.entry.supersedes for f in figures}
    standing = [f for f in figures if f.entry.claim not in revised] or list(figures)
    taken, bounds, reason = _RULES[rule](standing)
    first = figures[0].entry
    kept = {f.entry.claim for f in taken}
    claims = tuple(dict.fromkeys(f.entry.claim for f in figures))
    return ReconciledToll(
        id=content_id("to", *_key(first, event), rule.value),
        event=event.id if event else None,
        time=event.time if event and first.toll.scope not in _TOTALS else first.time,
        place=event.places[0].name if event and event.places else first.place,
        whose=tuple(sorted(first.whose)),
        kind=first.toll.kind,
        unit=first.toll.unit,
        scope=first.toll.scope,
        low=bounds[0],
        best=bounds[1],
        high=bounds[2],
        rule=rule,
        reason=reason,
        origins=len(frozenset().union(*(f.origins for f in taken))),
        claimants=_claimants(standing),
        claims=claims,
        left_aside=tuple(claim for claim in claims if claim not in kept),
    )


def _claimants(figures: Sequence[_Figure]) -> tuple[tuple[str, float | None, float | None, float | None, int], ...]:
    by_voice: dict[str, list[_Figure]] = defaultdict(list)
    for figure in figures:
        by_voice[figure.voice].append(figure)
    return tuple(
        (voice, *_span(some), len(frozenset().union(*(f.origins for f in some))))
        for voice, some in sorted(by_voice.items())
    )


def _span(figures: Sequence[_Figure]) -> _Bounds:
    """Return the least, the one that all agree on, and the most."""
    lows = [f.bounds[0] for f in figures]
    highs = [f.bounds[2] for f in figures]
    bests = {f.bounds[1] for f in figures}
    low = min((v for v in lows if v is not None), default=None)
    high = None if any(v is None for v in highs) else max(v for v in highs if v is not None)
    return low, bests.pop() if len(bests) == 1 else None, high


_Taken = tuple[Sequence[_Figure], _Bounds, str]


def _range(figures: Sequence[_Figure]) -> _Taken:
    voices = len({f.voice for f in figures})
    told = "one figure is told" if len({f.bounds for f in figures}) == 1 else "from the least to the most that is told"
    return figures, _span(figures), f"{told} by {voices} voice{'s' if voices > 1 else ''}"


def _least(figures: Sequence[_Figure]) -> _Taken:
    lowest = min(_central(f, 0) for f in figures)
    taken = [f for f in figures if _central(f, 0) == lowest]
    return taken, (lowest, lowest, lowest), "the least that anybody says"


def _most(figures: Sequence[_Figure]) -> _Taken:
    highest = max(_central(f, 2) for f in figures)
    taken = [f for f in figures if _central(f, 2) == highest]
    return taken, (highest, highest, highest), "the most that anybody says"


def _central(figure: _Figure, place: int) -> float:
    """Return the bound at ``place``, else the best figure, else whatever is stated."""
    low, best, high = figure.bounds
    ordered = ((low, best, high)[place], best, low, high)
    return next(value for value in ordered if value is not None)


def _majority(figures: Sequence[_Figure]) -> _Taken:
    origins: dict[_Bounds, set[str]] = defaultdict(set)
    for figure in figures:
        origins[figure.bounds].update(figure.origins)
    counts = Counter({bounds: len(some) for bounds, some in origins.items()})
    most = max(counts.values())
    leading = [bounds for bounds, count in counts.items() if count == most]
    if len(leading) > 1:
        tied, span, _ = _range([f for f in figures if f.bounds in leading])
        return tied, span, f"{len(leading)} figures are told by {most} independent origins each: no majority"
    taken = [f for f in figures if f.bounds == leading[0]]
    return taken, leading[0], f"told by {most} of {sum(counts.values())} independent origins"


def _latest(figures: Sequence[_Figure]) -> _Taken:
    last = max(f.entry.as_of or dt.date.min for f in figures)
    taken = [f for f in figures if (f.entry.as_of or dt.date.min) == last]
    told = f"on {last.isoformat()}" if last > dt.date.min else "on no known day"
    return taken, _span(taken), f"told last, {told}"


def _on(bases: Sequence[tuple[TollBasis, str]]) -> Callable[[Sequence[_Figure]], _Taken]:
    def rule(figures: Sequence[_Figure]) -> _Taken:
        for basis, told in bases:
            taken = [f for f in figures if f.entry.toll.basis is basis]
            if taken:
                return taken, _span(taken), told
        every, span, reason = _range(figures)
        return every, span, f"nobody counts so; {reason}"

    return rule


_OWN = (TollBasis.OWN_LOSSES, "what the side says of its own losses")
_THIRD = (TollBasis.THIRD_PARTY, "counted by a third party")
_RULES: Mapping[Rule, Callable[[Sequence[_Figure]], _Taken]] = {
    Rule.RANGE: _range,
    Rule.MOST_CONSERVATIVE: _least,
    Rule.HIGHEST: _most,
    Rule.MAJORITY: _majority,
    Rule.LATEST: _latest,
    Rule.OWN_LOSSES: _on((_OWN, _THIRD)),
    Rule.THIRD_PARTY: _on((_THIRD,)),
}
