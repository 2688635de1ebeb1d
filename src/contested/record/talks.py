"""Talks: rounds and acts of mediation, who sat with whom, who helped and in which role, where, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from contested.model.claims import EventType, Polarity, Stance, ThirdPartyRole
from contested.model.events import RecordedClaim
from contested.model.ids import content_id
from contested.model.ledgers import Talks, TalksOutcome, TalksStage, ThirdParty
from contested.record.events import best_time
from contested.record.facets import facet, overlap
from contested.record.material import Material

_TALKING = frozenset({EventType.MEDIATE, EventType.CONSULT})
_UNREAL = frozenset({Stance.HYPOTHETICAL, Stance.DENIED})
_TRUCE = frozenset({EventType.CEASEFIRE_DECLARED, EventType.CEASEFIRE_COLLAPSED, EventType.CEASEFIRE_HELD})
_NEAR_CHARS = 200


def talks(material: Material) -> tuple[Talks, ...]:
    """Return the rounds of talks, earliest first, undated ones last."""
    rounds: list[list[RecordedClaim]] = []
    for claim in sorted(material.claims, key=lambda c: (c.event_type is not EventType.MEDIATE, material.order[c.id])):
        if claim.event_type in _TALKING and claim.stance not in _UNREAL and claim.polarity is Polarity.POSITIVE:
            _file(claim, rounds, material)
    rows = [_row(claims, material) for claims in rounds]
    return tuple(sorted(rows, key=_by_time))


def _by_time(row: Talks) -> tuple[bool, str, str]:
    day = row.time and (row.time.start or row.time.end)
    return (day is None, day.isoformat() if day else "", row.id)


def _file(claim: RecordedClaim, rounds: list[list[RecordedClaim]], material: Material) -> None:
    for claims in rounds:
        if any(_one_round(claim, other, material) for other in claims):
            claims.append(claim)
            return
    rounds.append([claim])


def _one_round(a: RecordedClaim, b: RecordedClaim, material: Material) -> bool:
    mine, other = facet(a, material), facet(b, material)
    meets = overlap(mine, other, 1)
    same_report = a.report_id == b.report_id
    if a.event_type is not b.event_type:
        return same_report and _close(a, b) and meets is not False and _met(a, b, material)
    if meets is not True and not (meets is None and same_report):
        return False
    if a.event_type is EventType.MEDIATE:
        long = max(mine.days, other.days) > 62
        same_time = (mine.start, mine.end) == (other.start, other.end) or (same_report and _close(a, b))
        return material.same_side(a.initiators, b.initiators) and (not long or same_time)
    parties = material.sides((*a.initiators, *a.recipients)) & material.sides((*b.initiators, *b.recipients))
    return bool(parties) and max(mine.days, other.days) <= 31


def _close(a: RecordedClaim, b: RecordedClaim) -> bool:
    return max(a.passage.start - b.passage.end, b.passage.start - a.passage.end, 0) <= _NEAR_CHARS


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
        time=best_time([c for c in ordered if c.event_type is EventType.MEDIATE]) or best_time(ordered),
        parties=_parties(ordered, material),
        third_parties=_third_parties(ordered, material),
        venue=next((p.name for c in ordered for p in c.places), None),
        stage=_stage(ordered, material),
        outcome=_outcome(ordered, material),
        claims=tuple(c.id for c in ordered),
    )


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
    return [
        c
        for c in material.told_in[claims[0].report_id]
        if c.stance not in _UNREAL and any(_close(c, mine) for mine in claims if mine.report_id == c.report_id)
    ]


def _stage(claims: Sequence[RecordedClaim], material: Material) -> TalksStage:
    if any(c.event_type in _TRUCE for c in _around(claims, material)):
        return TalksStage.CEASEFIRE
    return TalksStage.UNKNOWN


def _outcome(claims: Sequence[RecordedClaim], material: Material) -> TalksOutcome:
    """Return what came of it, from the claims told beside it and from the talks' own topic."""
    topics = {c.topic for c in _around(claims, material)}
    if "talks_failed" in topics:
        return TalksOutcome.BROKE_OFF
    if "no_outcome" in topics:
        return TalksOutcome.NONE_PUBLIC
    own = facet(claims[0], material)
    for other in _around(claims, material):
        agreed = other.event_type in {EventType.AGREE, EventType.CEASEFIRE_DECLARED}
        if agreed and other.polarity is Polarity.POSITIVE and overlap(own, facet(other, material), 1) is not False:
            return TalksOutcome.AGREED
    return TalksOutcome.UNKNOWN
