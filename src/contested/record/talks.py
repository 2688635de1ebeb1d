"""Talks: rounds and acts of mediation, who sat with whom, who helped and in which role, where, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence

from contested.model.claims import EventType, Polarity, Stance, ThirdPartyRole
from contested.model.events import RecordedClaim
from contested.model.ids import content_id
from contested.model.ledgers import Talks, TalksOutcome, TalksStage, ThirdParty
from contested.model.times import Basis, Precision, TimeSpan
from contested.record.blocks import Regrouped, Rules, weeks
from contested.record.events import best_time
from contested.record.facets import facet, overlap
from contested.record.material import Material, report_number
from contested.record.nearby import gap, near

_TALKING = frozenset({EventType.MEDIATE, EventType.CONSULT})
_UNREAL = frozenset({Stance.HYPOTHETICAL, Stance.DENIED})
_TRUCE = frozenset({EventType.CEASEFIRE_DECLARED, EventType.CEASEFIRE_COLLAPSED, EventType.CEASEFIRE_HELD})
_STATED = frozenset({Basis.EXPLICIT, Basis.RELATIVE})
_TRUCE_WORD = re.compile(r"\b(truce|cease-?fire|armistice|cessation)\b", re.IGNORECASE)
_NEAR_CHARS = 200
_LONG_DAYS = 62


def talks(material: Material) -> tuple[Talks, ...]:
    """Return the rounds of talks, earliest first, undated ones last."""
    rules: Rules[RecordedClaim, Talks] = Rules(
        alike=lambda claim, other: _one_round(claim, other, material),
        sought=lambda claim: _sought(claim, material),
        filed=lambda claim: (("claim", claim.id), *_times(claim, 0, material)),
        row=lambda claims: _row(claims, material),
        key=lambda claim: claim.id,
    )
    told = material.of_types(_TALKING)
    told = [c for c in told if c.stance not in _UNREAL and c.polarity is Polarity.POSITIVE]
    told.sort(key=lambda c: (report_number(material.order[c.id]), c.event_type is not EventType.MEDIATE))
    rows = material.rounds.setdefault("talks", Regrouped()).update(told, rules)
    return tuple(sorted(rows, key=_by_time))


def _sought(claim: RecordedClaim, material: Material) -> Iterator[Hashable]:
    """Yield where a claim looks for its round: beside its own words, and among those of its sides and time."""
    yield from (("claim", other.id) for other in near(claim, material, _NEAR_CHARS))
    yield from _times(claim, 1, material)


def _times(claim: RecordedClaim, slack: int, material: Material) -> Iterator[Hashable]:
    """Yield where a round of the same kind is met: each side by weeks; a long or unknown time only meets its equal."""
    one = facet(claim, material)
    report = None if one.dated else claim.report_id
    times = weeks(one, slack) if one.days <= _LONG_DAYS else ((one.start, one.end, report),)
    whom = () if claim.event_type is EventType.MEDIATE else claim.recipients
    for side in material.sides((*claim.initiators, *whom)):
        for time in times:
            yield claim.event_type, side, time


def _by_time(row: Talks) -> tuple[bool, str, str]:
    day = row.time and (row.time.start or row.time.end)
    return (day is None, day.isoformat() if day else "", row.id)


def _one_round(a: RecordedClaim, b: RecordedClaim, material: Material) -> bool:
    mine, other = facet(a, material), facet(b, material)
    meets = overlap(mine, other, 1)
    same_report = a.report_id == b.report_id
    if a.event_type is not b.event_type:
        return same_report and gap(a, b) <= _NEAR_CHARS and meets is not False and _met(a, b, material)
    if meets is not True and not (meets is None and same_report):
        return False
    if a.event_type is EventType.MEDIATE:
        long = max(mine.days, other.days) > _LONG_DAYS
        same_time = (mine.start, mine.end) == (other.start, other.end) or (same_report and gap(a, b) <= _NEAR_CHARS)
        return material.same_side(a.initiators, b.initiators) and (not long or same_time)
    parties = material.sides((*a.initiators, *a.recipients)) & material.sides((*b.initiators, *b.recipients))
    return bool(parties) and max(mine.days, other.days) <= 31


def _met(a: RecordedClaim, b: RecordedClaim, material: Material) -> bool:
    mediation, meeting = (a, b) if a.event_type is EventType.MEDIATE else (b, a)
    if not mediation.recipients:
        return True
    parties = material.sides(mediation.recipients)
    return bool(parties & material.sides((*meeting.initiators, *meeting.recipients)))


def _row(claims: Sequence[RecordedClaim], material: Material) -> Talks:
    ordered = sorted(claims, key=lambda c: material.order[c.id])
    return Talks(
        id=content_id("ta", ordered[0].id),
        time=_time(ordered, material),
        parties=_parties(ordered, material),
        third_parties=_third_parties(ordered, material),
        venue=next((p.name for c in ordered for p in c.places), None),
        stage=_stage(ordered, material),
        outcome=_outcome(ordered, material),
        claims=tuple(c.id for c in ordered),
    )


def _time(claims: Sequence[RecordedClaim], material: Material) -> TimeSpan | None:
    """Return when they were: as told, or up to the truce that came of them where only the report's day stands in."""
    own = best_time([c for c in claims if c.event_type is EventType.MEDIATE]) or best_time(claims)
    if own is None or own.basis in _STATED:
        return own
    for claim in claims:
        if _TRUCE_WORD.search(claim.passage.quote):
            return _until_truce(claim, material) or own
    return own


def _until_truce(claim: RecordedClaim, material: Material) -> TimeSpan | None:
    """Return the time up to the day of the truce that the report tells of nearest to a mediation."""
    declared = [
        (gap(claim, other), other.id, other.time, other.time.start)
        for other in material.told_in[claim.report_id]
        if other.event_type in _TRUCE and other.stance not in _UNREAL and other.time and other.time.start
    ]
    if not declared:
        return None
    _, _, span, day = min(declared, key=lambda one: one[:2])
    if claim.time is not None and (claim.time.start, claim.time.end) == (span.start, span.end):
        return None  # both are told of one time
    return TimeSpan(f"../{day.isoformat()}", None, day, Precision.INTERVAL, Basis.INFERRED)


def _parties(claims: Sequence[RecordedClaim], material: Material) -> tuple[str, ...]:
    helpers = [a for c in claims if c.event_type is EventType.MEDIATE for a in c.initiators]
    named = [a for c in claims for a in c.recipients]
    named += [a for c in claims if c.event_type is EventType.CONSULT for a in c.initiators]
    outside = [a for a in named if not material.same_side([a], helpers)]
    return material.principals(outside) or (material.belligerents(claims[0].report_id) if helpers else ())


def _third_parties(claims: Sequence[RecordedClaim], material: Material) -> tuple[ThirdParty, ...]:
    found: dict[str, ThirdPartyRole] = {}
    for claim in claims:
        if claim.event_type is EventType.MEDIATE:
            for actor in claim.initiators:
                found.setdefault(actor, claim.third_party_role or ThirdPartyRole.MEDIATOR)
    return tuple(ThirdParty(actor, found[actor]) for actor in sorted(found))


def _around(claims: Sequence[RecordedClaim], material: Material) -> list[RecordedClaim]:
    """Return what the first report of the talks tells beside them, in telling order."""
    own = [claim for claim in claims if claim.report_id == claims[0].report_id]
    beside = {c.id: c for claim in own for c in near(claim, material, _NEAR_CHARS) if c.stance not in _UNREAL}
    return sorted(beside.values(), key=lambda c: material.order[c.id])


def _stage(claims: Sequence[RecordedClaim], material: Material) -> TalksStage:
    if any(c.event_type in _TRUCE for c in _around(claims, material)):
        return TalksStage.CEASEFIRE
    return TalksStage.UNKNOWN


def _outcome(claims: Sequence[RecordedClaim], material: Material) -> TalksOutcome:
    """Return what came of it, from the claims told beside it and from the talks' own topic."""
    around = _around(claims, material)
    topics = {c.topic for c in around}
    if "talks_failed" in topics:
        return TalksOutcome.BROKE_OFF
    if "no_outcome" in topics:
        return TalksOutcome.NONE_PUBLIC
    own = facet(claims[0], material)
    for other in around:
        agreed = other.event_type in {EventType.AGREE, EventType.CEASEFIRE_DECLARED}
        if agreed and other.polarity is Polarity.POSITIVE and overlap(own, facet(other, material), 1) is not False:
            return TalksOutcome.AGREED
    return TalksOutcome.UNKNOWN
