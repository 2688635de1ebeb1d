"""The ETH/PRIO-like table of ceasefires: one row a party of a ceasefire that was declared or agreed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from contested.model.claims import Polarity, Stance, ThirdPartyRole
from contested.model.events import RecordedClaim
from contested.model.ledgers import Ceasefire, CeasefireState, EndReason
from contested.model.times import Precision, TimeSpan
from contested.publish import gate
from contested.publish.exchange.facets import SEPARATOR, Cell
from contested.publish.exchange.layout import country, layout
from contested.publish.exchange.loss import Loss
from contested.publish.prose import prose
from contested.publish.view import View, by_time

_UNCLEAR = -1
_NOT_YET = frozenset({CeasefireState.CALLED_FOR, CeasefireState.PROPOSED})
_NEGOTIATED = frozenset(
    {ThirdPartyRole.MEDIATOR, ThirdPartyRole.FACILITATOR, ThirdPartyRole.GOOD_OFFICES, ThirdPartyRole.HOST}
)
_WATCHED = frozenset({ThirdPartyRole.MONITOR, ThirdPartyRole.PEACEKEEPER})
_IN_EFFECT = frozenset({CeasefireState.IN_EFFECT, CeasefireState.SUSPENDED, CeasefireState.ENDED})


@dataclass(frozen=True, slots=True)
class _Row:
    view: View
    truce: Ceasefire
    party: str
    place: int  # of the party, from 1


def table(view: View) -> tuple[list[list[Cell]], list[Loss]]:
    """Return the rows in the layout's columns, and what they lost."""
    rows: list[list[Cell]] = []
    losses: list[Loss] = []
    facets = [FACETS[column.facet] if column.facet else None for column in layout("ceasefires").columns]
    for truce in sorted(view.record.ceasefires, key=lambda t: (by_time(t.time), t.id)):
        reason = _left_out(truce, view)
        if reason:
            losses.append(Loss(truce.id, "row", "", reason))
            continue
        losses += _values(truce, view)
        for place, party in enumerate(truce.parties or ("",), start=1):
            row = _Row(view, truce, party, place)
            rows.append([facet(row) if facet else None for facet in facets])
    return rows, losses


def _left_out(truce: Ceasefire, view: View) -> str | None:
    if truce.state in _NOT_YET:
        return "only called for or proposed"
    if truce.time is None:
        return "no date"
    told = [c for c in _claims(truce, view) if c.withdrawn is None]
    if not any(c.polarity is Polarity.POSITIVE and c.stance is not Stance.DENIED for c in told):
        return "told only as not having been, or denied"
    return None


def _claims(truce: Ceasefire, view: View) -> list[RecordedClaim]:
    return [view.claims[claim] for claim in truce.claims if claim in view.claims]


def _values(truce: Ceasefire, view: View) -> Iterable[Loss]:
    if truce.incidents:
        yield Loss(
            truce.id, "value", "incidents", "alleged violations are named by claim alone", str(len(truce.incidents))
        )
    if truce.observations:
        yield Loss(truce.id, "value", "observations", "reports of holding have no column", str(len(truce.observations)))
    if truce.end_reason:
        yield Loss(truce.id, "value", "ended", "the end reason is in words alone", truce.end_reason.value)


def _part(span: TimeSpan | None, unit: str) -> int:
    """Return year, month or day of a time that is known so finely; -1 where it is not."""
    if span is None or span.start is None or (span.end and span.start.year != span.end.year):
        return span.start.year if unit == "year" and span and span.start else _UNCLEAR
    fine = {"year": True, "month": _within(span, 31), "day": span.start == span.end}
    return int(getattr(span.start, unit)) if fine[unit] else _UNCLEAR


def _within(span: TimeSpan, days: int) -> bool:
    return span.precision in (Precision.DAY, Precision.MONTH) or (
        span.end is not None and span.start is not None and (span.end - span.start).days < days
        and span.start.month == span.end.month
    )  # fmt: skip


def _declared(unit: str) -> Callable[[_Row], Cell]:
    return lambda row: _part(row.truce.time, unit)


def _effect(unit: str) -> Callable[[_Row], Cell]:
    def part(row: _Row) -> int:
        if row.truce.end_reason is EndReason.NEVER_TOOK_EFFECT:
            return 0
        return _part(row.truce.time, unit) if row.truce.state in _IN_EFFECT else _UNCLEAR

    return part


def _ended(unit: str) -> Callable[[_Row], Cell]:
    return lambda row: _part(row.truce.ended, unit)


def _purpose(*purposes: str | None) -> Callable[[_Row], Cell]:
    return lambda row: int(row.truce.terms.purpose in purposes)


def _third_parties(row: _Row, roles: frozenset[ThirdPartyRole]) -> list[str]:
    return [row.view.name(party.actor) for party in row.truce.third_parties if party.role in roles]


def _theatre(row: _Row) -> str:
    return SEPARATOR.join(country(code).name for code in row.view.record.conflict.countries)


def _theatre_gw(row: _Row) -> Cell:
    codes = row.view.record.conflict.countries
    return country(codes[0]).gw if len(codes) == 1 else None


def _comment(row: _Row) -> str:
    words, truce = prose().word, row.truce
    told = dict.fromkeys(row.view.according_to(claim) for claim in _claims(truce, row.view))
    parts = [
        f"state: {words('ceasefire_states', truce.state.value)}",
        f"ended: {words('end_reasons', truce.end_reason.value)}" if truce.end_reason else "",
        f"according to {SEPARATOR.join(told)}" if told else "",
        *map(gate.clean, truce.flags),
    ]
    return ". ".join(part for part in parts if part)


FACETS: Mapping[str, Callable[[_Row], Cell]] = {
    "id": lambda row: row.truce.id,
    "row_id": lambda row: f"{row.truce.id}-{row.place}",
    "party": lambda row: row.view.name(row.party),
    "theatre": _theatre,
    "place_gw": _theatre_gw,
    "dec_year": _declared("year"),
    "dec_month": _declared("month"),
    "dec_day": _declared("day"),
    "effect_year": _effect("year"),
    "effect_month": _effect("month"),
    "effect_day": _effect("day"),
    "unclear": lambda row: _UNCLEAR,
    "end_year": _ended("year"),
    "end_month": _ended("month"),
    "end_day": _ended("day"),
    "written": lambda row: {"written": 1, "verbal": 0}.get(row.truce.terms.form or "", _UNCLEAR),
    "humanitarian": _purpose("humanitarian", "exchange"),
    "peaceprocess": _purpose("talks"),
    "occasion": _purpose("occasion"),
    "aimless": _purpose(None),
    "mediated": lambda row: 1 if _third_parties(row, _NEGOTIATED) else _UNCLEAR,
    "mediators": lambda row: SEPARATOR.join(_third_parties(row, _NEGOTIATED)),
    "monitored": lambda row: 1 if _third_parties(row, _WATCHED) else _UNCLEAR,
    "onset_claims": lambda row: " ".join(row.truce.claims),
    "incident_claims": lambda row: " ".join(row.truce.incidents),
    "comment": _comment,
}
