"""Blame: who holds whom responsible for what, and what the blamed answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import product

from contested.model.claims import EventType, Polarity, Stance
from contested.model.events import Dispute, DisputeKind, RecordedClaim
from contested.model.ids import content_id
from contested.model.ledgers import Blame
from contested.record.blocks import LOOK_BACK, Grouping
from contested.record.dispute_rules import is_denial, starts_it
from contested.record.events import best_time
from contested.record.facets import facet, overlap
from contested.record.material import Material, speaker

_BREACHES = frozenset({EventType.CEASEFIRE_VIOLATED, EventType.CEASEFIRE_COLLAPSED})
_TALKS = frozenset({EventType.MEDIATE, EventType.CONSULT, EventType.AGREE})
_NEAR = 2
_WORDED = {
    "violation": re.compile(r"\b(violat|breach|break|broke)\w*\b.{0,40}\b(truce|cease-?fire|armistice)", re.IGNORECASE),
    "failure_of_talks": re.compile(
        r"\b(derail|wreck|sabotag|torpedo|undermin|scuttl|scupper|stall|obstruct|fail)\w*\b"
        r".{0,40}\b(talks|negotiations|peace process)",
        re.IGNORECASE,
    ),
    "onset": re.compile(
        r"\b(start|provok|unleash|begin|began|trigger|instigat|initiat)\w*\b"
        r".{0,40}\b(war|fighting|hostilities|clash\w*|escalation|conflict)\b",
        re.IGNORECASE,
    ),
}
_Opposed = Mapping[str, set[str]]  # the claims set against each claim
_Ways = Mapping[tuple[str, str], Sequence[RecordedClaim]]  # who blames whom, in one report


@dataclass(frozen=True, slots=True)
class Charges:
    """The charges of a report: their claims, and their rows as written when they were opposed in a certain way."""

    claims: tuple[str, ...]
    opposed: tuple[tuple[frozenset[str], bool], ...]  # of each claim: what is set against it, whether on who began
    rows: tuple[Blame, ...]


def blames(material: Material, found: Sequence[Dispute]) -> tuple[Blame, ...]:
    """Return one row for each blamer, blamed and matter, in telling order."""
    rows: list[Blame] = []
    disputed = _by_claim(found)
    onset = {claim for d in found if d.kind is DisputeKind.FIRST_FIRE for claim in (d.claim, d.other)}
    for report in material.reports:
        known = material.charges.get(report.id)
        if known is None or known.opposed != _opposed(known.claims, disputed, onset):
            known = material.charges[report.id] = _charges(report.id, disputed, onset, material)
        rows += known.rows
    return tuple(rows)


def _charges(report_id: str, disputed: _Opposed, onset: set[str], material: Material) -> Charges:
    charges = [claim for claim in material.told_in[report_id] if _blames(claim)]
    ways = _ways(charges, material)
    ids = tuple(claim.id for claim in charges)
    rows = tuple(_row(claims, disputed, onset, ways, material) for claims in _grouped(charges, material))
    return Charges(ids, _opposed(ids, disputed, onset), rows)


def _opposed(claims: Sequence[str], disputed: _Opposed, onset: set[str]) -> tuple[tuple[frozenset[str], bool], ...]:
    return tuple((frozenset(disputed.get(claim, ())), claim in onset) for claim in claims)


def _by_claim(found: Sequence[Dispute]) -> dict[str, set[str]]:
    """Return for each claim the claims that are set against it."""
    opposed: dict[str, set[str]] = defaultdict(set)
    for dispute in found:
        opposed[dispute.claim].add(dispute.other)
        opposed[dispute.other].add(dispute.claim)
    return opposed


def _blames(claim: RecordedClaim) -> bool:
    if claim.polarity is Polarity.NEGATIVE or not claim.reliable:
        return False
    told = claim.event_type is EventType.ACCUSE and claim.stance is Stance.ASSERTED and bool(claim.recipients)
    return told or (claim.stance is Stance.ACCUSED and bool(claim.initiators))


def _blamer(claim: RecordedClaim, material: Material) -> str | None:
    if claim.event_type is EventType.ACCUSE:
        return claim.initiators[0] if claim.initiators else claim.claimant
    voice = speaker(claim, material)
    return None if voice.startswith("source:") else voice


def _blamed(claim: RecordedClaim) -> tuple[str, ...]:
    return claim.recipients if claim.event_type is EventType.ACCUSE else claim.initiators


def _grouped(charges: Sequence[RecordedClaim], material: Material) -> list[list[RecordedClaim]]:
    """Return the charges of one report by their matter; one matter is told in neighbouring claims."""
    matters: Grouping[RecordedClaim] = Grouping(lambda claim, other: _one_charge(claim, other, material))
    for claim in charges:
        place = material.order[claim.id]
        matters.file(claim, range(place - _NEAR, place), (place,))
    return matters.groups


def _ways(charges: Sequence[RecordedClaim], material: Material) -> _Ways:
    """Return the charges of one report by who blames whom."""
    ways: dict[tuple[str, str], list[RecordedClaim]] = defaultdict(list)
    for claim in charges:
        for way in product(material.sides([_blamer(claim, material)]), material.sides(_blamed(claim))):
            ways[way].append(claim)
    return ways


def _one_charge(a: RecordedClaim, b: RecordedClaim, material: Material) -> bool:
    if a.report_id != b.report_id or abs(material.order[a.id] - material.order[b.id]) > _NEAR:
        return False
    if not material.same_side([_blamer(a, material)], [_blamer(b, material)]):
        return False
    if not material.same_side(_blamed(a), _blamed(b)):
        return False
    charges = {a.event_type, b.event_type}
    return EventType.ACCUSE in charges or (a.event_type is b.event_type and a.time == b.time)


def _row(
    claims: Sequence[RecordedClaim],
    disputed: _Opposed,
    onset: set[str],
    ways: _Ways,
    material: Material,
) -> Blame:
    acts = [c for c in claims if c.event_type is not EventType.ACCUSE]
    target = _target(acts, onset, material)
    return Blame(
        id=content_id("bl", claims[0].id),
        blamer=_blamer(claims[0], material),
        blamed=tuple(dict.fromkeys(a for c in claims for a in _blamed(c))),
        target=target if target != "act" else _worded(claims),
        time=best_time(acts) or best_time(claims),
        claims=tuple(c.id for c in claims),
        answers=_answers(claims, disputed, ways, material),
    )


def _target(acts: Sequence[RecordedClaim], onset: set[str], material: Material) -> str:
    if any(c.event_type in _BREACHES for c in acts):
        return "violation"
    if any(c.event_type in _TALKS for c in acts):
        return "failure_of_talks"
    if any(c.id in onset or starts_it(c, material) for c in acts):
        return "onset"
    return "act"


def _worded(claims: Sequence[RecordedClaim]) -> str:
    """Return what the blame is for by the words of the charge, where it tells of no act beside them."""
    words = " ".join(c.passage.quote for c in claims if c.event_type is EventType.ACCUSE)
    if any(c.topic == "talks_failed" for c in claims):
        return "failure_of_talks"
    return next((target for target, cue in _WORDED.items() if cue.search(words)), "act")


def _answers(claims: Sequence[RecordedClaim], disputed: _Opposed, ways: _Ways, material: Material) -> tuple[str, ...]:
    """Return the denials and counter-charges by the side that is blamed."""
    ids = {c.id for c in claims}
    blamed = [a for c in claims for a in _blamed(c)]
    opposed = {other for claim in ids for other in disputed.get(claim, set())}
    opposed |= {c.id for c in _counter_charges(claims, ways, material)}
    answering = [material.by_id[i] for i in opposed - ids]
    own = [c for c in answering if material.same_side([speaker(c, material)], blamed) or is_denial(c)]
    return tuple(sorted((c.id for c in own), key=lambda i: material.order[i]))


def _counter_charges(claims: Sequence[RecordedClaim], ways: _Ways, material: Material) -> list[RecordedClaim]:
    """Return the charges back that the report tells nearest to these ones."""
    first = facet(claims[0], material)
    blamer = material.sides([_blamer(claims[0], material)])
    blamed = material.sides(a for c in claims for a in _blamed(c))
    back = {c.id: c for way in product(blamed, blamer) for c in ways.get(way, ())}
    counter = [c for c in back.values() if overlap(facet(c, material), first, 1) is not False]
    return nsmallest(LOOK_BACK, counter, key=lambda c: (abs(material.order[c.id] - first.order), material.order[c.id]))
