"""What a claim leaves unsaid and its report makes likely: which side did it, to which side, and at which place.

Likely values are evidence for comparing claims and never stated ones: no event, toll or ledger takes them over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from contested.model.claims import Aux, EventType, Polarity, Stance
from contested.model.events import RecordedClaim
from contested.model.places import Place
from contested.record.facets import AREAS, Facet, facet, overlap
from contested.record.material import Material, speaker

_SCENE = frozenset({"violence", "movement"})
_SENTENCE_END = re.compile(r"[.!?;]|\n")
_REACH = 5  # claims over which a place is carried on
_NONE: frozenset[str] = frozenset()
_Roles = tuple[frozenset[str], frozenset[str]]  # who probably did it, to whom
_NEITHER: _Roles = (_NONE, _NONE)


@dataclass(frozen=True, slots=True)
class Likely:
    """Principals that probably did it and suffered it, and places by name. Empty where nothing speaks for any."""

    by: frozenset[str] = _NONE
    toward: frozenset[str] = _NONE
    points: frozenset[str] = _NONE


UNKNOWN = Likely()


def likely(one: Facet, material: Material) -> Likely:
    """Return what is likely of a claim, worked out once for each report."""
    report = one.claim.report_id
    if report not in material.likely:
        material.likely[report] = _of_report(report, material)
    return material.likely[report].get(one.claim.id, UNKNOWN)


def _of_report(report_id: str, material: Material) -> dict[str, Likely]:
    told = [facet(claim, material) for claim in material.told_in[report_id]]
    told = [one for one in told if one.group in _SCENE]
    enemies = material.belligerents(report_id)
    roles = [_roles(one, enemies, material) for one in told]
    roles = [_gone_on(i, told, roles, material) for i in range(len(told))]
    found: dict[str, Likely] = {}
    for i, one in enumerate(told):
        by, toward = roles[i]
        found[one.claim.id] = Likely(by, toward, one.points or _carried(i, told, roles))
    return found


def _roles(one: Facet, enemies: Sequence[str], material: Material) -> _Roles:
    """Return the doer and the sufferer of the two at war, from whichever of role, victim, voice and ground is told."""
    if len(enemies) != 2 or one.mutual or one.group != "violence":
        return _NEITHER
    first, second = enemies
    for doer, sufferer in ((first, second), (second, first)):
        if doer in one.who and sufferer not in one.who:
            return frozenset({doer}), frozenset({sufferer})
    for doer, sufferer in ((first, second), (second, first)):
        if not one.who and sufferer in one.whom and doer not in one.whom:
            return frozenset({doer}), frozenset({sufferer})
    if one.who or one.whom:
        return _NEITHER
    return _by_voice_or_ground(one.claim, (first, second), material)


def _by_voice_or_ground(claim: RecordedClaim, enemies: tuple[str, str], material: Material) -> _Roles:
    voice = material.sides([speaker(claim, material)])
    owners = _owners(claim.places, enemies, material)
    for doer, sufferer in (enemies, enemies[::-1]):
        own = sufferer in voice and doer not in voice
        charged = own and (claim.stance is Stance.ACCUSED or _tells_own_loss(claim))
        if charged or owners == {sufferer}:
            return frozenset({doer}), frozenset({sufferer})
    return _NEITHER


def _tells_own_loss(claim: RecordedClaim) -> bool:
    """Return whether a side tells of harm without saying whose, or that it was fired at first: it means its own."""
    if claim.polarity is Polarity.NEGATIVE or claim.stance is not Stance.ASSERTED:
        return False
    return claim.event_type is EventType.HARM or Aux.FIRST in claim.aux


def _gone_on(i: int, told: Sequence[Facet], roles: Sequence[_Roles], material: Material) -> _Roles:
    """Return a claim's likely roles; harm told without any goes on about what the same voice told just before.

    That is the claim before it, or the last act of violence in its own sentence: "they fired on a column that was
    leaving the town, and two men died".
    """
    one = told[i]
    if roles[i] != _NEITHER or one.who or one.whom or one.claim.event_type is not EventType.HARM:
        return roles[i]
    for j in range(i - 1, -1, -1):
        before = told[j]
        beside = one.order - before.order <= 1
        if not beside and not _one_sentence(before, one, material):
            return roles[i]
        if before.group != "violence" and not beside:
            continue
        if before.group == "violence":
            same_voice = speaker(one.claim, material) == speaker(before.claim, material)
            return roles[j] if same_voice and overlap(one, before) is not False else roles[i]
    return roles[i]


def _one_sentence(before: Facet, one: Facet, material: Material) -> bool:
    text = material.report_of[one.claim.report_id].text
    between = text[before.claim.passage.end : one.claim.passage.start]
    return before.claim.passage.end <= one.claim.passage.start and _SENTENCE_END.search(between) is None


def _owners(places: Sequence[Place], enemies: Sequence[str], material: Material) -> set[str]:
    """Return on whose land the places lie, where the two at war have lands of their own."""
    lands = {material.actors[e].country: e for e in enemies if e in material.actors and material.actors[e].country}
    if len(lands) != 2:
        return set()
    return {lands[p.country] for p in places if p.country in lands and p.kind not in AREAS and not p.claimed_by}


def _carried(i: int, told: Sequence[Facet], roles: Sequence[_Roles]) -> frozenset[str]:
    """Return the places told nearest before, else just after, of a claim that fits by day and direction."""
    before = (j for j in range(i - 1, max(i - 1 - _REACH, -1), -1))
    after = (j for j in range(i + 1, min(i + 2, len(told))))
    for j in (*before, *after):
        other = told[j]
        apart = bool(roles[i][0] and roles[j][0] and not roles[i][0] & roles[j][0])
        if other.points and not apart and overlap(told[i], other, 1) is not False:
            return other.points
    return _NONE
