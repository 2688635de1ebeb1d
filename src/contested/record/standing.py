"""The standing of a happening: how far it is accepted, by whom it is contested, and the rule that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from contested.model.claims import ClaimRelation, EventType, Polarity, SpeechAct, Stance
from contested.model.events import RecordedClaim, Standing, StandingLevel
from contested.record.material import Material, speaker

_MANDATED = frozenset(
    {"court_or_inquiry", "peace_operation", "monitoring_mission", "monitoring_body", "observer_mission"}
)
_MANDATED_SOURCES = frozenset({"mission", "court", "inquiry"})
_OWNED = frozenset({SpeechAct.ADMITTED, SpeechAct.CLAIMED_RESPONSIBILITY})
_JOINT = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.CEASEFIRE_DECLARED})


def standing(claims: Sequence[RecordedClaim], initiators: Sequence[str], material: Material) -> Standing:
    """Return the standing of the happening that ``claims`` tell of, by the ladder of the design."""
    told = [c for c in claims if _affirms(c)]
    against = _contesters([c for c in claims if _denies(c)], material)
    origins = len({material.origin_of[c.report_id] for c in told})
    agreeing = _interests(told, material)
    if claims and all(c.withdrawn is not None for c in claims):
        return Standing(StandingLevel.WITHDRAWN, f"what told of it was withdrawn: {claims[0].withdrawn}", 0)
    if claims and all(c.speech_act is SpeechAct.RETRACTED for c in claims):
        return Standing(StandingLevel.WITHDRAWN, "everyone who said so took it back", origins, against)
    if not told:
        return Standing(StandingLevel.CONTESTED, "only its denial is told", origins, against)
    level, reason = _ladder(told, initiators, bool(against), material)
    return Standing(level, reason, origins, against, agreeing)


def _interests(told: Sequence[RecordedClaim], material: Material) -> tuple[tuple[str, int], ...]:
    """Return how many independent origins of which interest tell of it: a side's by its principals, else "" ."""
    involved = material.sides(a for c in told for a in (*c.initiators, *c.recipients))
    found: dict[str, set[str]] = defaultdict(set)
    for claim in told:
        voice = speaker(claim, material)
        own = "; ".join(material.principals([voice])) if material.sides([voice]) & involved else ""
        found[own].add(material.origin_of[claim.report_id])
    return tuple((interest, len(found[interest])) for interest in sorted(found))


def _ladder(
    told: Sequence[RecordedClaim], initiators: Sequence[str], denied: bool, material: Material
) -> tuple[StandingLevel, str]:
    if _acknowledged(told, initiators, material):
        return StandingLevel.ACKNOWLEDGED, "the side that acted says so itself"
    found = [c for c in told if finds(c, told, material)]
    if found:
        return StandingLevel.FOUND, "a body with a mandate found so; a party's denial stands beside it"
    if _independent(told, material, outside=True) or (not denied and _independent(told, material, outside=False)):
        return StandingLevel.CORROBORATED, "origins of different interest tell of it"
    if denied:
        return StandingLevel.CONTESTED, "told by one interest, and denied"
    return StandingLevel.SINGLE_ORIGIN, "told by one origin, or by one interest only"


def _affirms(claim: RecordedClaim) -> bool:
    told = claim.polarity is Polarity.POSITIVE and claim.stance in {Stance.ASSERTED, Stance.ACCUSED}
    return told and claim.speech_act is not SpeechAct.RETRACTED


def _denies(claim: RecordedClaim) -> bool:
    return claim.stance is Stance.DENIED or (claim.stance is Stance.ASSERTED and claim.polarity is Polarity.NEGATIVE)


def _contesters(denials: Sequence[RecordedClaim], material: Material) -> tuple[str, ...]:
    return tuple(sorted({speaker(c, material).removeprefix("source:") for c in denials}))


def _acknowledged(told: Sequence[RecordedClaim], initiators: Sequence[str], material: Material) -> bool:
    responsible = material.sides(initiators)
    own = [c for c in told if responsible & material.sides([speaker(c, material)])]
    own = [c for c in own if c.stance is Stance.ASSERTED and _speaks_of_own_act(c, material)]
    if any(c.stance is Stance.ACCUSED for c in told):  # who says that it answered fire does not own up to an attack
        own = [c for c in own if not material.links_from(c.id, ClaimRelation.IN_RESPONSE_TO)]
    if not own:
        return False
    if told[0].event_type not in _JOINT:
        return True
    speaking = material.sides(speaker(c, material) for c in own)
    return all(material.sides([one]) & speaking for one in material.principals(initiators))


def _speaks_of_own_act(claim: RecordedClaim, material: Material) -> bool:
    owned = claim.speech_act in _OWNED
    return owned or bool(material.sides(claim.initiators) & material.sides([speaker(claim, material)]))


def finds(claim: RecordedClaim, told: Sequence[RecordedClaim], material: Material) -> bool:
    """Return whether a court, a commission or a mission with a mandate says so, which is no side of it itself."""
    if claim.stance is not Stance.ASSERTED:
        return False
    voice = speaker(claim, material)
    if material.sides([voice]) & material.sides(a for c in told for a in (*c.initiators, *c.recipients)):
        return False
    source = material.report_of[claim.report_id].source
    if claim.claimant is None and source is not None and source.kind in _MANDATED_SOURCES:
        return True
    behind = (material.actors.get(actor) for actor in (voice, *sorted(material.sides([voice]))))
    return any(actor is not None and actor.subtype in _MANDATED for actor in behind)


def _independent(told: Sequence[RecordedClaim], material: Material, *, outside: bool) -> bool:
    """Return whether two origins of different interest tell of it (``outside``: neither being a side of it)."""
    involved = material.sides(a for c in told for a in (*c.initiators, *c.recipients))
    voices = {(material.origin_of[c.report_id], _interest(c, material)) for c in told}
    origins: dict[frozenset[str], set[str]] = defaultdict(set)
    for origin, interest in voices:
        if not (outside and interest & involved):
            origins[interest].add(origin)
    apart = ((a, b) for a, b in combinations(origins, 2) if not a & b)
    return any(len(origins[a] | origins[b]) > 1 for a, b in apart)


def _interest(claim: RecordedClaim, material: Material) -> frozenset[str]:
    return material.sides([speaker(claim, material)])
