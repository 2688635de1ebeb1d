"""What a named person must have reviewed before the public is told it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from contested.model.actors import ActorKind
from contested.model.claims import EventType, Stance
from contested.model.events import Judgement, RecordedActor, RecordedClaim, Review
from contested.model.readings import Decision, Reading
from contested.publish import names
from contested.publish.release import Release
from contested.publish.terms import Terms

MANY = 10
TOLLS, CONTROL, PEOPLE, STATUS = ("toll of ten and more", "change of control", "accusation against a person", "status")
_HOSTILE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.HARM, EventType.CEASEFIRE_VIOLATED})
Held = Mapping[str, frozenset[str]]  # why -> ids of claims


def held(shown: Release, readings: Iterable[Reading], terms: Terms) -> Held:
    """Return the claims of a release that no named reviewer has passed and that need one, by why."""
    record = shown.record
    passed = reviewed(record.claims, record.judgements, record.undone, terms)
    people = frozenset(actor.id for actor in record.actors if _is_person(actor))
    accusing = {reading.report.id: names.accusations(reading) for reading in readings}
    rows = {claim for row in record.control for claim in row.claims}
    found: dict[str, set[str]] = defaultdict(set)
    for claim in record.claims:
        if claim.id in passed:
            continue
        if claim.local_id in accusing.get(claim.report_id, frozenset()) or accuses(claim, people):
            found[PEOPLE].add(claim.id)
        elif any(max(toll.low or 0, toll.best or 0, toll.high or 0) >= MANY for toll in claim.tolls):
            found[TOLLS].add(claim.id)
        elif claim.id in rows or changes_control(claim):
            found[CONTROL].add(claim.id)
    return {why: frozenset(found[why]) for why in sorted(found)}


def accuses(claim: RecordedClaim, people: frozenset[str]) -> bool:
    """Return whether a claim holds somebody responsible in person."""
    if claim.event_type is EventType.ACCUSE and people.intersection(claim.recipients):
        return True
    hostile = claim.stance is Stance.ACCUSED or claim.event_type in _HOSTILE
    return hostile and bool(people.intersection(claim.initiators))


def changes_control(claim: RecordedClaim) -> bool:
    """Return whether a claim tells who holds a place."""
    told = claim.event_type is EventType.STATUS and claim.topic == "control"
    return told or claim.event_type is EventType.TERRITORY_CHANGE


def reviewed(
    claims: Iterable[RecordedClaim], judgements: Iterable[Judgement], undone: Iterable[str], terms: Terms
) -> frozenset[str]:
    """Return the ids of the claims that a person accepted or corrected whose word lifts a hold."""
    gone = frozenset(undone)
    by_id: set[str] = set()
    by_place: set[tuple[str, int, int]] = set()
    for one in judgements:
        counts = one.decision is Decision.SAME and one.other is None and one.undoes is None and one.id not in gone
        if counts and terms.is_reviewer(one.by):
            by_id.update(one.subject.split())
            by_place.update((a.report_id, a.trigger_start, a.trigger_end) for a in one.anchors)
    return frozenset(
        claim.id
        for claim in claims
        if claim.review is not Review.NONE
        and (claim.id in by_id or (claim.report_id, claim.trigger.start, claim.trigger.end) in by_place)
    )


def _is_person(actor: RecordedActor) -> bool:
    return actor.kind is ActorKind.PERSON
